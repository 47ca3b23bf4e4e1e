"""What a clinician sees of one person before release: lines, alarms, questions, and what still stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from webapp.content.catalogue import CallFirst, fact, levels, results
from webapp.content.catalogue import Result as Entry
from webapp.practices.models import Practice
from webapp.readings.values import shown
from webapp.results.facts import OF_ONE_VALUE
from webapp.results.holding import open_holds
from webapp.results.models import Decision, Hit, LineDecision, PersonalTarget, Release, SetAsideValue
from webapp.results.on_record import OnRecord
from webapp.results.shown import ADULT, in_words, never_shown, number, oldest_shown, stored_reading, years_old
from webapp.verdicts import rules
from webapp.verdicts.gate import InTheWay, Obstacle, PackLine, in_target, in_the_way, one_press

YEARS_DRAWN = 10
TELL_FIRST, INDIVIDUAL, STANDARD, NEVER = "tell_first", "individual", "standard", "never"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A hit with the rule behind it. `rule` is None for a value only outside the possible range."""

    hit: Hit
    entry: Entry
    rule: CallFirst | None

    @property
    def reason(self) -> str:
        return self.rule.when_text if self.rule else rules.OUTSIDE_RANGE

    @property
    def action(self) -> str:
        return self.rule.action if self.rule else rules.only_look().action


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked once, whoever asks. `name` is the field: the fact, with `@` and the value's id when it is about one value."""

    about: str
    value_id: UUID | None
    words: str
    because: tuple[Alarm, ...]
    taken_on: date | None = None

    @property
    def name(self) -> str:
        return f"{self.about}@{self.value_id}" if self.value_id else self.about

    @property
    def kind(self) -> str:
        """yes_no, number, number_or_none or date."""
        if self.about in ("previous_value", "days_since_previous", "value"):
            return {"previous_value": "number_or_none", "days_since_previous": "date", "value": "number"}[self.about]
        meant = fact(self.about)
        return meant.type if meant else "yes_no"

    @property
    def unit(self) -> str | None:
        return self.because[0].entry.unit if self.about in ("previous_value", "value", "percent_of_best_peak_flow") else None


@dataclass(slots=True)
class Line:
    """The latest value of one result, and what staff said about it."""

    row: Any
    entry: Entry
    previous: Any | None
    target: PersonalTarget | None
    decision: LineDecision | None
    alarms: list[Alarm] = field(default_factory=list)
    can_be_handled: bool = False
    years: list[Any] = field(default_factory=list)

    @property
    def value_shown(self) -> str:
        return in_words(self.entry, self.row.amount, self.row.comparator, self.row.words)

    @property
    def previous_shown(self) -> str:
        return in_words(self.entry, self.previous.amount, self.previous.comparator, self.previous.words) if self.previous else ""

    @property
    def years_shown(self) -> list[tuple[date, str]]:
        """What goes along for the drawing over the years, newest first."""
        return [(row.taken_on, in_words(self.entry, row.amount, row.comparator, row.words)) for row in self.years]

    @property
    def change(self) -> Decimal | None:
        """Now less last time; None when either is no plain number."""
        if not self.previous or None in (self.row.amount, self.previous.amount) or self.row.comparator or self.previous.comparator:
            return None
        return Decimal(self.row.amount) - Decimal(self.previous.amount)

    @property
    def change_shown(self) -> str:
        if self.change is None:
            return ""
        words = shown(self.entry, abs(self.change))
        return "=" if Decimal(words) == 0 else f"{'+' if self.change > 0 else '−'}{words}"

    @property
    def in_target(self) -> bool:
        """Is all of what the value may be inside the person's own target?"""
        if self.target is None or self.row.amount is None:
            return False
        return in_target(Decimal(self.row.amount), number(self.target.low), number(self.target.high), self.row.comparator or None)

    @property
    def release(self) -> str:
        """Its class; a result kept out of packs is told first if it is ever shown."""
        if never_shown(self.entry, self.row.amount) or self.entry.record_only:
            return NEVER
        return self.entry.release if self.entry.show_in_pack else TELL_FIRST

    @property
    def limit_only(self) -> bool:
        return stored_reading(self.entry, self.row).accept_first

    @property
    def hidden(self) -> bool:
        return self.release == NEVER or (self.decision.decision is Decision.HIDE if self.decision else not self.entry.show_in_pack)

    @property
    def ticked(self) -> bool:
        return self.decision is not None and self.decision.decision is Decision.SHOW

    @property
    def goes(self) -> bool:
        """Would it be shown to the person if released now?"""
        return not self.hidden and (self.ticked or (self.release == STANDARD and not self.limit_only))

    @property
    def looks(self) -> list[Alarm]:
        return [alarm for alarm in self.alarms if alarm.hit.closed_at is None and alarm.hit.level == "look" and not alarm.hit.is_question]

    @property
    def closed(self) -> list[Alarm]:
        return [alarm for alarm in self.alarms if alarm.hit.closed_by_id is not None]

    @property
    def is_one_press(self) -> bool:
        aim = (number(self.target.low), number(self.target.high)) if self.target else (None, None)
        plain = self.previous is not None and not self.previous.comparator
        hits = tuple(as_rule_hit(alarm.hit) for alarm in self.alarms if alarm.hit.closed_at is None)
        return plain and one_press(self.entry, stored_reading(self.entry, self.row), number(self.previous.amount), aim, hits)  # type: ignore[union-attr]

    def in_pack(self) -> PackLine:
        return PackLine(
            id=str(self.row.id),
            release=self.release,
            taken_on=self.row.taken_on,
            hits=tuple(as_rule_hit(alarm.hit) for alarm in self.alarms if alarm.hit.closed_at is None),
            ticked=self.ticked,
            hidden=self.hidden,
            talked=bool(self.decision and self.decision.told_on),
            accept_first=self.limit_only,
            accepted=self.ticked,
        )


@dataclass(frozen=True)
class Triage:
    """One person's triage. `elsewhere` are alarms about a value that is not the latest, or was set aside."""

    record: OnRecord
    today: date
    lines: list[Line]
    elsewhere: list[Alarm]
    set_aside: list[SetAsideValue]
    release: Release | None = None
    talk_at: datetime | None = None

    @cached_property
    def alarms(self) -> list[Alarm]:
        return [*(alarm for line in self.lines for alarm in line.alarms), *self.elsewhere]

    @cached_property
    def holds(self) -> list[Alarm]:
        by_id = {alarm.hit.id: alarm for alarm in self.alarms}
        return [by_id[hit.id] for hit in open_holds(alarm.hit for alarm in self.alarms)]

    @cached_property
    def looks_elsewhere(self) -> list[Alarm]:
        return [alarm for alarm in self.elsewhere if alarm.hit.closed_at is None and alarm.hit.level == "look" and alarm.hit.result_id]

    @cached_property
    def questions(self) -> list[Question]:
        because: dict[tuple[str, UUID | None], list[Alarm]] = {}
        for alarm in sorted(self.alarms, key=lambda alarm: -levels()[alarm.hit.level].rank):
            if alarm.hit.closed_at is None and alarm.hit.is_question:
                for about in alarm.hit.asks.split():
                    because.setdefault((about, value_of(alarm.hit) if about in OF_ONE_VALUE else None), []).append(alarm)
        taken = {row.id: row.taken_on for rows in self.record.results.values() for row in rows} | {value.id: value.taken_on for value in self.record.set_aside}
        return [Question(about, one, rules.question(about), tuple(alarms), taken.get(value_of(alarms[0].hit))) for (about, one), alarms in because.items()]

    @cached_property
    def obstacles(self) -> list[InTheWay]:
        """Everything that stops the release, each once."""
        aside = [PackLine(str(value.id), STANDARD, self.today, hits=(rules.only_look(),)) for value in self.set_aside]
        others = [PackLine(str(value_of(a.hit)), STANDARD, self.today, hits=(as_rule_hit(a.hit),)) for a in self.elsewhere if a.hit.closed_at is None]
        found = in_the_way([line.in_pack() for line in self.lines] + others + aside, triaged=True, today=self.today)
        return list({same(thing): thing for thing in found}.values())

    @property
    def adult(self) -> bool:
        return years_old(self.record.person.born_on, self.today) >= ADULT

    @property
    def goes_with_one_press(self) -> bool:
        """Nothing in the way, and every line that would go is unchanged and in the person's own target, or was ticked by itself."""
        going = [line for line in self.lines if line.goes]
        return bool(going) and self.release is None and not self.obstacles and all(line.ticked or line.is_one_press for line in going)

    def alarm_of(self, thing: InTheWay) -> Alarm | None:
        return next((a for a in self.alarms if a.hit.rule_id == thing.rule and str(value_of(a.hit)) == thing.line), None)


def same(thing: InTheWay) -> tuple:
    """A question about the person is one thing however many rules ask it; a value set aside is looked at once."""
    if thing.what is Obstacle.QUESTION_OPEN:
        return thing.what, thing.about, thing.line if thing.about in OF_ONE_VALUE else None
    return thing.what, thing.line, None if thing.what is Obstacle.LOOK_NOT_TICKED and thing.rule == rules.OUTSIDE_RANGE_RULE else thing.rule


def triage_of(record: OnRecord, *, practice: Practice, today: date, release: Release | None = None, talk_at: datetime | None = None) -> Triage:
    by_value: dict[UUID | None, list[Alarm]] = {}
    for hit in record.hits:
        if hit.result_code in results():
            by_value.setdefault(value_of(hit), []).append(Alarm(hit, results()[hit.result_code], rule_of(hit)))
    cut_off = today - timedelta(days=practice.handled_cutoff_days)
    lines = list(lines_of(record, by_value, oldest_shown(today), cut_off))
    aside = [value for value in record.set_aside if value.looked_at is None and value.taken_on >= oldest_shown(today)]
    on_lines = {line.row.id for line in lines}
    elsewhere = [alarm for value_id, alarms in by_value.items() if value_id not in on_lines for alarm in alarms if alarm.hit.closed_at is None]
    return Triage(record, today, lines, elsewhere, aside, release, talk_at)


def lines_of(record: OnRecord, by_value: dict[UUID | None, list[Alarm]], oldest: date, cut_off: date) -> Iterator[Line]:
    for code, entry in results().items():
        row = record.latest(code) if code in record.results else None
        if row is not None and row.taken_on >= oldest:
            line = Line(row, entry, record.previous(row), record.targets.get(code), record.decisions.get(row.id), by_value.get(row.id, []))
            line.years = years_before(record, line, oldest)
            line.can_be_handled = may_be_handled(row, cut_off) and any(alarm.hit.closed_at is None for alarm in line.alarms)
            yield line


def years_before(record: OnRecord, line: Line, oldest: date) -> list[Any]:
    """The numbers before last time, newest first, the last one written down of each day, as far back as a drawing reaches."""
    if line.previous is None or line.row.amount is None:
        return []
    first = oldest.replace(year=oldest.year - YEARS_DRAWN, day=min(oldest.day, 28))
    rows = {row.taken_on: row for row in record.results[line.entry.code] if first <= row.taken_on < line.previous.taken_on and row.amount is not None}
    return [row for row in reversed(rows.values()) if not never_shown(line.entry, row.amount)]


def may_be_handled(row: Any, cut_off: date) -> bool:
    """Only what an import brought, older than the practice's cut-off. A newer result is never waved through."""
    return row.source == "import" and row.handled_at is None and row.taken_on < cut_off


def value_of(hit: Hit) -> UUID | None:
    return hit.result_id or hit.set_aside_id


def rule_of(hit: Hit) -> CallFirst | None:
    return next((rule for rule in results()[hit.result_code].call_first if rule.id == hit.rule_id), None)


def as_rule_hit(hit: Hit) -> rules.Hit:
    """A stored hit in the form the gate reads."""
    asks = tuple(rules.Ask(about, rules.question(about)) for about in hit.asks.split())
    outcome = rules.Outcome.UNKNOWN if hit.is_question else rules.Outcome.TRUE
    return rules.Hit(hit.rule_id, hit.level, outcome, asks, hit.set_aside_id is not None, "", "", "", "")
