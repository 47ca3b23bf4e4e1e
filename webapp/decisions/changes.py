"""Writing conversations and decisions. What was said of a talk before is kept; words of the plan are saved as all others of it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import pathway_now
from webapp.chapters.kinds import ItemKind
from webapp.decisions.models import Conversation, ConversationDetails, ConversationNote, ConversationSave
from webapp.decisions.queries import Talk, letters_used
from webapp.decisions.rules import Told, next_letter, present_kept
from webapp.plans.changes import Hand, add_item, last_number, save_words
from webapp.plans.models import Item, Plan
from webapp.plans.queries import Part
from webapp.plans.rules import TODAY, Typed


def begin_talk(session: Session, *, person_id: UUID, practice_id: UUID | None, cycle_id: UUID | None, told: Told, by: Hand) -> Talk:
    row = Conversation(person_id=person_id, practice_id=practice_id, cycle_id=cycle_id, begun_by_id=by.account_id)
    session.add(row)
    session.flush()
    return Talk(row, details_row(session, row, told, by), told)


def details_row(session: Session, row: Conversation, told: Told, by: Hand) -> ConversationDetails:
    said = {"held_on": told.held_on, "how": told.how, "present": present_kept(told.present), "purpose": told.purpose or None}
    made = ConversationDetails(conversation_id=row.id, by_id=by.account_id, **said)
    session.add(made)
    session.flush()
    return made


def describe_talk(session: Session, *, talk: Talk, told: Told, seen: UUID | None, by: Hand) -> bool:
    """False, and nothing written, when somebody else said something different since the form was opened."""
    if told == talk.told:
        return True
    if seen != talk.details.id:
        return False
    talk.details.replaced_at = pathway_now()
    session.add(talk.details)
    session.flush()
    talk.details, talk.told = details_row(session, talk.conversation, told, by), told
    return True


def withdraw_talk(session: Session, *, talk: Talk, by: Hand) -> None:
    """It was no talk. What was saved then stays in the plan."""
    talk.conversation.withdrawn_at, talk.conversation.withdrawn_by_id = pathway_now(), by.account_id
    session.add(talk.conversation)
    session.flush()


def note_saves(session: Session, *, talk: Talk, plan: Plan, since: int) -> None:
    """Every revision after `since` was saved in this talk. `plan` is held, so nobody else's is among them."""
    for number in range(since + 1, last_number(session, plan.id) + 1):
        session.add(ConversationSave(conversation_id=talk.id, plan_id=plan.id, number=number))
    session.flush()


def add_thought(session: Session, *, talk: Talk, words: str, by: Hand) -> None:
    """Sent twice it stands once."""
    if words and words not in [note.words for note in talk.notes]:
        session.add(ConversationNote(conversation_id=talk.id, words=words, by_id=by.account_id))
        session.flush()


def put_in_order(session: Session, *, plan: Plan, own: Part, order: Sequence[str], by: Hand) -> None:
    """What both want from the talk, in this order. `own`: the plan's own words as they stand now."""
    places = dict(zip(TODAY, [*order, *[""] * len(TODAY)], strict=False))
    typed = {place: Typed(words, own.seen.get(place)) for place, words in places.items()}
    save_words(session, plan=plan, typed={plan.id: typed}, by=by, items={})


def add_decision(session: Session, *, plan: Plan, wait: str, by: Hand, what: str = "", first: str = "") -> Item:
    """Something to decide, with one choice to fill in and one that is always there: `wait`, to do nothing for now, in the words of the page."""
    made = add_item(session, plan=plan, kind=ItemKind.DECISION, by=by)
    if what:
        save_words(session, plan=plan, typed={made.id: {"what": Typed(what)}}, by=by, items={made.id: made})
    for words in (first, wait):
        add_option(session, plan=plan, decision=made, by=by, what=words)
    return made


def add_option(session: Session, *, plan: Plan, decision: Item, by: Hand, what: str = "") -> Item | None:
    """None when every letter is used."""
    letter = next_letter(letters_used(session, decision))
    if letter is None:
        return None
    made = add_item(session, plan=plan, kind=ItemKind.OPTION, by=by, goal=decision)
    typed = {name: Typed(text) for name, text in (("letter", letter), ("what", what)) if text}
    save_words(session, plan=plan, typed={made.id: typed}, by=replace(by, scribe=False), items={made.id: made})
    return made
