"""Which words one message says: the practice's own of today, or those that came with the app; and the version that is kept with it."""

from functools import cache, partial
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from jinja2 import meta
from sqlmodel import Session, col, select

from webapp.messages.longer import composed
from webapp.messages.models import Wording
from webapp.messages.places import Own
from webapp.messages.words import Unfit, environment, language_of, path_of, say, sentences_of, translations
from webapp.people.models import Way

OWN, CAME = "own", "came"


class Worded(NamedTuple):
    body: str
    language: str
    version: str


def words_of(session: Session, *, practice_id: UUID, way: Way, template: str, language: str, words: dict[str, Any], cohort: str = "") -> Worded:
    """One message in the words that stand today. Own words that do not fit this person give way to ours. Raises Unfit."""
    template = form_of(template, way)
    saying, spoken = saying_for(session, practice_id=practice_id, template=template, language=language, cohort=cohort)
    try:
        return Worded(composed(way, saying, spoken, words), spoken, version_of(saying, spoken))
    except Unfit:
        if not isinstance(saying, Own):
            raise
    spoken = language_of(template, language)
    return Worded(composed(way, template, spoken, words), spoken, version_of(template, spoken))


def form_of(template: str, way: Way) -> str:
    """An e-mail or a letter may have words of its own: `<room>/<name>_letter`."""
    longer = f"{template}_{way}"
    return longer if way in (Way.EMAIL, Way.LETTER) and path_of(longer).exists() else template


def saying_for(session: Session, *, practice_id: UUID, template: str, language: str, cohort: str = "") -> tuple[str | Own, str]:
    """What is said, and in which language: own words for these people, own words for everyone, what came with the app.

    In a language that nobody has read here and that does not come with the app, the same in English.
    """
    for spoken in dict.fromkeys((language, "en")):
        if found := own_wording(session, practice_id, template, spoken, cohort):
            return Own(found.text, f"{OWN} {found.number}"), spoken
        if language_of(template, spoken) == spoken:
            return template, spoken
    return template, "en"


def own_wording(session: Session, practice_id: UUID, template: str, language: str, cohort: str = "") -> Wording | None:
    """What stands now. That of a cohort before that of everyone."""
    standing = select(Wording).where(Wording.practice_id == practice_id, Wording.template == template, Wording.language == language)
    standing = standing.where(col(Wording.ended_at).is_(None), col(Wording.cohort).in_({cohort, ""}))
    return session.exec(standing.order_by(col(Wording.cohort).desc())).first()


def version_of(saying: str | Own, language: str) -> str:
    return saying.version if isinstance(saying, Own) else f"{CAME} {fingerprint(saying, language)}"


@cache
def as_places(template: str, language: str) -> str:
    """The words that came with the app as a practice would write them: lines, with `{places}`."""
    source = path_of(template).read_text("utf-8")
    functions = {"short_day": "{day}", "clock": "{time}", "named_month": "{month}"}
    names = meta.find_undeclared_variables(environment().parse(source)) - functions.keys() - {"_"}
    context = {name: f"{{{name}}}" for name in names} | {name: partial(always, place) for name, place in functions.items()}
    lines = environment().from_string(source).render(context | {"_": partial(say, translations(language))}).splitlines()
    return "\n".join(line for line in lines if line.strip())


def always(place: str, _value: object) -> str:
    return place


@cache
def fingerprint(template: str, language: str) -> str:
    """Of the words that came with the app: they change only with it."""
    source = path_of(template).read_text("utf-8")
    said = [translations(language).gettext(one) for one in sorted(sentences_of(template))] if language != "en" else []
    return sha256("\n".join([source, *said]).encode()).hexdigest()[:8]
