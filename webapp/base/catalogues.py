"""Collect, compile and check the sentences in locales/. `python -m webapp.base.catalogues collect|compile|check`."""

import io
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from webapp.base.i18n import LANGUAGES, LOCALES

ROOT = Path(__file__).resolve().parent.parent.parent
SHOWN = 10
HOLE = re.compile(r"%\(\w+\)[sd]|\{\}")
POT = LOCALES / "messages.pot"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy": None, "lazy_gettext": None}


@cache
def sentences() -> tuple[tuple[str, int, str | tuple[str, ...], list[str]], ...]:
    """Every sentence in the code, the templates and the content: (file, line, text or its plural forms, comments).

    They are looked for once: no file of ours changes while a process runs.
    """
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, comment_tags=("Translators:",), directory_filter=lambda path: "/." not in path)
    return tuple((filename, line, text, comments) for filename, line, text, comments, _context in found)


def collected() -> Catalog:
    made = Catalog(project="In My Words", charset="utf-8", fuzzy=False)
    for filename, _line, text, comments in sorted(sentences(), key=lambda row: (row[0], row[1])):
        made.add(text, None, [(filename, 1)], auto_comments=comments)
    return made


def languages() -> list[str]:
    return sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/messages.po"))


def po_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(path: Path, catalogue: Catalog) -> None:
    """Files only, no line numbers: a moved line must not change a catalogue. No date either."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, include_lineno=False, omit_header=catalogue.locale is None, sort_by_file=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())


def collect() -> list[str]:
    """Write the template, and bring every language's catalogue to it; a changed sentence is to be translated anew, never guessed."""
    template = collected()
    write(POT, template)
    for language in languages():
        catalogue = read(po_of(language), language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        write(po_of(language), catalogue)
    return [f"{len(template)} sentences"]


def compile_all() -> list[str]:
    for language in languages():
        po = po_of(language)
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            with mo.open("wb") as file:
                write_mo(file, read(po, language))
    return []


def ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def faults() -> list[str]:
    """What stands between the catalogues and the code, each as one line. Empty when all is well."""
    template = collected()
    kept = ids(read(POT)) if POT.exists() else set()
    wrong = [f"locales/messages.pot lacks: {text!r}" for text in sorted(map(str, ids(template) - kept))]
    wrong += [f"locales/messages.pot still has: {text!r}" for text in sorted(map(str, kept - ids(template)))]
    for language in languages():
        wrong += [f"{language}: {fault}" for fault in faults_of(read(po_of(language), language), template, complete=language in LANGUAGES)]
    return wrong + [
        f"{language}: in LANGUAGES, but locales/{language} is missing" for language in LANGUAGES if language != "en" and language not in languages()
    ]


def faults_of(catalogue: Catalog, template: Catalog, *, complete: bool) -> list[str]:
    """A language people can choose must be whole; in any language the placeholders must be the English ones."""
    wrong = []
    for message in template:
        if not message.id:
            continue
        there = catalogue.get(message.id)
        texts = [] if there is None else [there.string] if isinstance(there.string, str) else list(there.string or ())
        forms = 1 if isinstance(message.id, str) else catalogue.num_plurals
        if complete and (there is None or there.fuzzy or not all(texts) or len(texts) < forms):
            wrong.append(f"not translated: {message.id!r}")
        elif texts and any(texts) and there is not None:
            wrong += [f"{message.id!r}: {problem}" for problem in [*there.check(), *holes_lost(message.id, texts)]]
    return wrong


def holes_lost(english: str | Sequence[str], texts: list[str]) -> list[str]:
    """Places for names and numbers that a translation leaves out. In a plural the number may be a word: "dwy ateb"."""
    forms = [english] if isinstance(english, str) else list(english)
    wanted = {hole for form in forms for hole in HOLE.findall(form)} - (set() if isinstance(english, str) else {"%(num)d", "%(num)s"})
    return [f"{text!r} lacks {hole}" for text in texts for hole in sorted(wanted - set(HOLE.findall(text)))]


def main(words: list[str]) -> int:
    doing = {"collect": collect, "compile": compile_all, "check": faults}[words[0] if words else "check"]
    lines: list[str] = []
    with suppress(PermissionError):
        lines = doing()
    more = [f"... and {len(lines) - SHOWN} more. Run: make messages"] if len(lines) > SHOWN else []
    print("\n".join(lines[:SHOWN] + more), end="\n" if lines else "")  # noqa: T201
    return int(doing is faults and bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
