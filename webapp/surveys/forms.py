"""Read what was posted by the staff's own survey."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.base.i18n import _
from webapp.content.prompt import Instrument
from webapp.questionnaires.rules import SKIPPED


@dataclass
class SurveyForm:
    """`said`: question -> option value as text, or `skipped`. A question left alone is skipped; all of them left alone is nothing to send."""

    said: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Mapping[str, str], instrument: Instrument) -> "SurveyForm":
        made = cls()
        for question in instrument.questions:
            options = {str(option.value) for option in question.options or instrument.options}
            made.said[question.id] = posted[question.id] if posted.get(question.id) in options else SKIPPED
        if set(made.said.values()) == {SKIPPED}:
            made.errors[instrument.questions[0].id] = _("Answer at least one question.")
        return made
