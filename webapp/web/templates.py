"""Jinja as we use it: one dict of words for every template, and calls that cost what they do and little more."""

from collections.abc import MutableMapping
from types import FunctionType
from typing import Any

from flask.templating import Environment
from jinja2.environment import Template, TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode

# What may stand in a template's call beside its own arguments, for functions that want the whole context. Ours do not.
LOOP_AND_BLOCK = "_loop_vars", "_block_vars"


class PlainCalls(Context):
    """Jinja looks at every call, in four places, whether the callable wants to be given more. A macro and a function say so in one."""

    @internalcode
    def call(self, called: Any, /, *args: Any, **words: Any) -> Any:  # type: ignore[override]
        kind = type(called)
        wants = called.__dict__.get("jinja_pass_arg") if kind is FunctionType else None
        if kind is Macro or (wants and wants.name == "eval_context"):
            args = (self.eval_ctx, *args)
        elif wants or kind is not FunctionType:
            return super().call(called, *args, **words)
        if words:
            for name in LOOP_AND_BLOCK:
                words.pop(name, None)
        return called(*args, **words)


class SharedTemplate(Template):
    """With one dict of words for all, a component is the same for whoever imports it: Jinja would compare the words anew at each import."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Templates(Environment):
    """Every template shares one plain dict of words: Jinja's own chain of dicts is walked, word by word, at each import of a component."""

    template_class = SharedTemplate
    context_class = PlainCalls

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals
