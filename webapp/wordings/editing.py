"""One wording on the desk's page: what stands, what came with the app, what it takes when it is sent, and what is asked about it."""

from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from webapp.base.i18n import LANGUAGES, OTHERS
from webapp.messages import languages
from webapp.messages.models import Wording
from webapp.messages.places import Own, places_in
from webapp.messages.wording import as_places
from webapp.messages.words import OPTIONAL, pieces_of, rendered, sentences_of
from webapp.practices.models import Practice
from webapp.wordings.counting import Counted, counted, longest_names, samples
from webapp.wordings.lint import Asked
from webapp.wordings.queries import Which, first_names, versions_of
from webapp.wordings.words import ALWAYS_KNOWN, is_text


def spoken_languages() -> dict[str, str]:
    """Every language a message can be worded in: code to its own name."""
    return {"en": "English", **OTHERS, **{code: language.name for code, language in languages.known().items()}}


def is_on(code: str) -> bool:
    """Does a message that came with the app go out in this language here?"""
    return code in LANGUAGES or code in languages.OFFERED


@dataclass
class Desk:
    """What the page shows of one wording."""

    session: Session
    practice: Practice
    which: Which
    base_url: str

    @cached_property
    def ours(self) -> str:
        """What came with the app. In a language that it is not whole in, the English to start from."""
        known = languages.known()
        code = self.which.language
        if code in known and not languages.says(code, sentences_of(self.which.template)):
            code = "en"
        return as_places(self.which.template, code)

    @cached_property
    def versions(self) -> list[Wording]:
        return versions_of(self.session, self.practice.id, self.which)

    @property
    def own(self) -> Wording | None:
        return self.versions[0] if self.versions and self.versions[0].ended_at is None else None

    @property
    def text(self) -> str:
        return self.own.text if self.own else self.ours

    @property
    def known(self) -> frozenset[str]:
        return ALWAYS_KNOWN | places_in(self.ours)

    @property
    def asked(self) -> Asked:
        must = "\n".join(line for line in self.ours.splitlines() if not OPTIONAL.match(line))
        needed = (places_in(must) - {"name", "minutes"}) | ({"phone"} & places_in(self.ours)) | {"practice"}
        return Asked(self.ours, self.practice.name, self.which.language, frozenset(needed), self.known, is_text(self.which.template))

    @cached_property
    def names(self):
        return longest_names(first_names(self.session, self.practice.id))

    def counts(self, text: str) -> tuple[Counted, Counted | None]:
        """With the longest name in plain letters, and with the longest in wide ones, if anybody has one."""
        plainest = counted(text, self.which.language, samples(self.practice.name, self.practice.phone, self.base_url, self.names.plain))
        if not self.names.wide or not plainest.sent.is_gsm or "{name}" not in text:
            return plainest, None
        return plainest, counted(text, self.which.language, samples(self.practice.name, self.practice.phone, self.base_url, self.names.wide))

    def paragraphs(self, text: str) -> list[str]:
        """An e-mail or a letter as somebody reads it: nothing is left out."""
        words = samples(self.practice.name, self.practice.phone, self.base_url, self.names.plain)
        return [piece.text for piece in pieces_of(rendered(Own(text, ""), self.which.language, words))]
