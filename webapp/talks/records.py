"""Copy for the record: a plain block of text to paste into the GP system, in the person's own words."""

from collections.abc import Sequence

from webapp.base.i18n import _, day_in_words
from webapp.talks.moods import Mood
from webapp.talks.sheets import TalkSheet
from webapp.triage.words import name_at_the_desk, unit_at_the_desk


def record_text(sheet: TalkSheet, *, by: str) -> str:
    """`by` is the staff member who copies it."""
    lines = [_("In My Words: what %(name)s wants to talk about", name=sheet.person.name)]
    lines += [_("Talk: %(day)s", day=day_in_words(sheet.talk.starts_at))] if sheet.talk else []
    lines += [_("NHS number: %(number)s", number=in_groups(sheet.person.nhs_number))]
    if sheet.handed_in_at:
        lines.append(_("Sent by the person: %(day)s", day=day_in_words(sheet.handed_in_at)))
    lines += section(_("To talk about first"), [named(choice) for choice in sheet.first])
    lines += section(_("Also wants to talk about"), [named(choice) for choice in sheet.others])
    lines += section(_("In their own words"), [f'{words.label}: "{words.words}"' for words in sheet.words])
    lines += section(_("Results shared before the talk"), [result_line(card) for card in sheet.cards])
    lines += mood_lines(sheet.moods or ())
    lines += ["", _("Copied by %(name)s.", name=by)]
    return "\n".join(lines)


def result_line(card) -> str:
    value = " ".join(filter(None, (card.value, unit_at_the_desk(card.code))))
    return f"{name_at_the_desk(card.code)}: {value}, {card.when}"


def named(choice) -> str:
    return f'{choice.label}: "{choice.words}"' if choice.words else choice.label


def section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", title, *(f"- {line}" for line in lines)] if lines else []


def mood_lines(moods: Sequence[Mood]) -> list[str]:
    found = []
    for mood in moods:
        score = _("total %(total)s of %(most)s", total=mood.total, most=mood.most) if mood.total is not None else _("not finished, no total")
        answers = [f"{answer.question}: {answer.words}" for answer in mood.answers]
        found += section(f"{mood.tool}, {day_in_words(mood.at)}. {mood.by_whom}: {score}", answers)
    return found


def in_groups(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}"
