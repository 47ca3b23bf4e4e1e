"""What a person answered over the years: each set of answers with its score, and the scores of one instrument and version side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import in_london
from webapp.base.i18n import _, day_in_words
from webapp.base.sealing import ring, where
from webapp.base.trend import Trend, Value, trend
from webapp.content.catalogue import care_check
from webapp.content.prompt import Instrument, Question, Range
from webapp.instruments.models import ScoreEntry
from webapp.instruments.queries import loaded_version, version_of
from webapp.instruments.scoring import Score, band_of, scored
from webapp.instruments.showing import each, standing_answers
from webapp.pathway.models import Cycle
from webapp.questionnaires.asking import said_again, words_of
from webapp.questionnaires.models import Answer, Response
from webapp.questionnaires.rules import NOT_SURE, SKIPPED, is_for_the_talk
from webapp.questionnaires.typed import OTHER
from webapp.questionnaires.words import BY_WHOM

# What the person answered alone comes before what was answered with somebody, by the link, or for them.
CHANNELS = tuple(BY_WHOM)


@dataclass(frozen=True)
class Sheet:
    """One hand's answers to one instrument in one year. `at` is when the last of them was saved."""

    response_id: UUID
    instrument: Instrument
    channel: str
    answers: Mapping[str, str]
    at: datetime
    finished: bool
    version: str
    shows_score: bool = True
    may_export: bool = True

    @property
    def score(self) -> Score:
        return scored(self.instrument, standing_answers(self.instrument, self.answers))

    @property
    def band(self) -> Range | None:
        return band_of(self.instrument.bands, self.score.total)

    @property
    def bands_alone(self) -> list[tuple[str, Range]]:
        """Of questions that stand alone: each with its own part of the scale."""
        weights, bands = self.instrument.weights, self.instrument.question_bands
        found = [
            (asked, band_of(bands.get(asked.id, ()), weights.get(asked.id, {}).get(self.answers.get(asked.id, "")))) for asked in self.instrument.questions
        ]
        return [(asked.text, band) for asked, band in found if band]

    @property
    def for_the_talk(self) -> bool:
        return is_for_the_talk(self.instrument, self.answers)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Question and answer in words, as far as it was answered."""
        answered = [question for question in self.instrument.questions if question.id in self.answers and not question.id.startswith("~")]
        return [(words_of(self.instrument, question.text), in_words(self.instrument, question, self.answers[question.id])) for question in answered]


@dataclass(frozen=True)
class Series:
    """Complete scores of one instrument in one version, oldest first: those of a year before can be laid beside this year's."""

    instrument: Instrument
    version: str
    points: Sequence[tuple[date, Decimal]]

    @property
    def change(self) -> Decimal | None:
        return self.points[-1][1] - self.points[0][1] if len(self.points) > 1 else None

    @property
    def drawing(self) -> Trend | None:
        return trend([Value(on, number, f"{number.normalize():f}", day_in_words(on, weekday=False)) for on, number in self.points])


def in_words(instrument: Instrument, question: Question, answer: str) -> str:
    if answer in (SKIPPED, NOT_SURE):
        return _("Skipped") if answer == SKIPPED else _("Not sure")
    labels = {str(option.value): words_of(instrument, option.label) for option in instrument.options_of(question)}
    labels |= {} if labels else {"true": _("Yes"), "false": _("No")}
    return "; ".join(labels.get(one) or typed_words(question, one) for one in each(answer, question))


def typed_words(question: Question, one: str) -> str:
    if question.units:
        number, _space, place = one.partition(" ")
        unit = question.units[int(place[1:] or 0)] if place else None
        return f"{number} {unit.display or unit.code}" if unit else number
    boxes = said_again(question, [one])
    if "answer-day" in boxes:
        return " ".join(filter(None, (day_in_words(date.fromisoformat(one[:10]), weekday=False), one[11:16])))
    return one.removeprefix(OTHER).strip()


def sheets_of(session: Session, person_id: UUID, practice_id: UUID | None = None) -> list[Sheet]:
    """The newest first; only of this practice's years when it is given. Never the care check: who reads that is the person's choice."""
    found = (
        sa.select(Response.id, Response.instrument, Response.version, Response.sha256, Response.sent_at, col(Answer.id).label("answer_id"), Answer.question)
        .add_columns(Answer.words_sealed, Answer.channel, Answer.saved_at)
        .join(Answer, col(Answer.response_id) == Response.id)
        .join(Cycle, col(Cycle.id) == Response.cycle_id)
        .where(col(Response.person_id) == person_id, col(Answer.replaced_at).is_(None), col(Response.instrument) != care_check().id)
        .order_by(col(Answer.saved_at).desc(), col(Answer.id))
    )
    if practice_id:
        found = found.where(col(Cycle.practice_id) == practice_id)
    rows: dict[tuple[UUID, str], list[sa.Row]] = {}
    for row in session.execute(found):
        rows.setdefault((row.id, row.channel), []).append(row)
    made = [sheet_from(session, given) for given in rows.values()]
    return [sheet for sheet in made if sheet]


def sheet_from(session: Session, rows: Sequence[sa.Row]) -> Sheet | None:
    """None when nobody has the wording any more."""
    first = rows[0]
    asked, rights = version_of(session, first.instrument, first.sha256), loaded_version(session, first.instrument, first.sha256) if first.sha256 else None
    allowed = {"shows_score": rights.shows_score, "may_export": rights.may_export} if rights else {}
    answers = {row.question: ring().unseal(row.words_sealed, where(Answer.__tablename__, "words_sealed", row.answer_id)) for row in reversed(rows)}
    return Sheet(first.id, asked, first.channel, answers, first.saved_at, first.sent_at is not None, first.version, **allowed) if asked else None


def best_sheet(sheets: Sequence[Sheet], response_id: UUID) -> Sheet | None:
    """Of one response: what the person answered themselves, before what was answered for them."""
    found = [sheet for sheet in sheets if sheet.response_id == response_id]
    return min(found, key=lambda sheet: CHANNELS.index(sheet.channel), default=None)


def entries_of(session: Session, person_id: UUID) -> list[ScoreEntry]:
    """Scores that staff typed in and that stand, the newest first."""
    found = select(ScoreEntry).where(ScoreEntry.person_id == person_id, col(ScoreEntry.replaced_at).is_(None))
    return list(session.exec(found.order_by(col(ScoreEntry.taken_on).desc(), col(ScoreEntry.entered_at).desc())))


def series_of(session: Session, sheets: Sequence[Sheet], entries: Sequence[ScoreEntry] = ()) -> list[Series]:
    """By instrument and version: one point for each response that is complete, and for each typed score."""
    found: dict[tuple[str, str], tuple[Instrument, list[tuple[date, Decimal]]]] = {}
    for response_id in dict.fromkeys(sheet.response_id for sheet in sheets):
        sheet = best_sheet([one for one in sheets if one.score.complete], response_id)
        if sheet and not sheet.instrument.scoring.answers_only:
            asked = sheet.instrument
            found.setdefault((asked.id, sheet.version), (asked, []))[1].append((in_london(sheet.at).date(), Decimal(sheet.score.total or 0)))
    for entry in entries:
        asked_for = version_of(session, entry.instrument, entry.sha256)
        if asked_for:
            found.setdefault((entry.instrument, entry.version), (asked_for, []))[1].append((entry.taken_on, Decimal(entry.amount or 0)))
    return [Series(asked, version, sorted(points)) for (_name, version), (asked, points) in found.items()]


def beside_last_year(sheets: Sequence[Sheet]) -> dict[UUID, Mapping[str, str]]:
    """Response -> the answers of the one before it to the same instrument: a talking tool is read answer by answer."""
    found: dict[UUID, Mapping[str, str]] = {}
    own = [sheet for sheet in sheets if best_sheet(sheets, sheet.response_id) is sheet]
    for sheet in own:
        earlier = [one for one in own if one.instrument.id == sheet.instrument.id and one.at < sheet.at and one.response_id != sheet.response_id]
        if earlier:
            found[sheet.response_id] = dict(max(earlier, key=lambda one: one.at).rows)
    return found
