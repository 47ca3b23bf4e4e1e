"""Reading a plan out as a FHIR R4 document: everything of it that the person may read, and nothing that they may not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from json import dumps, loads
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.access.queries import consents_of
from webapp.base.clock import in_london
from webapp.base.i18n import _
from webapp.bundles.aims import goal_out, note_out, task_out
from webapp.bundles.chapters_out import REST, Shown, replies_out, section_out, sections_shown, unknown_shown
from webapp.bundles.facts_out import Released, condition_out, result_out, saves_out, yeses_out
from webapp.bundles.marks import AGREED, FIELDS, PRSB, REVISION, Json, concept, entries, extension, moment, narrative, own_id, ref, tidy, told, urn
from webapp.bundles.people_out import consents_out, key_person_out, patient_out, shares_out, surgery_out, team_out
from webapp.bundles.things import care_out, thing_out
from webapp.bundles.wholes import item_in
from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.content.catalogue import results
from webapp.grants.queries import grants_of, rights_of
from webapp.instruments.fhir_forms import plain_number
from webapp.instruments.fhir_replies import Given, reply_of
from webapp.instruments.queries import form_of
from webapp.people.models import Person
from webapp.people.queries import conditions_of, contact_points, last_practice_of, needs_of
from webapp.plans.queries import Part, Whole, empty_plan, whole_plan
from webapp.plans.words import FIELD, in_words
from webapp.plans.writers import writers_of
from webapp.progress.notes import notes_of
from webapp.questionnaires.answered import best_sheet, sheets_of
from webapp.questionnaires.rules import FOR_ME, PAPER_FOR_ME
from webapp.results.models import Release
from webapp.results.queries import OVER_THE_YEARS, ReleasedLine, opened, released_results, shown_by_code
from webapp.results.shown import in_words as result_in_words

IN_NO_SECTION = tuple(one.kind for one in CHOOSING)


@dataclass
class Drawn:
    """What the document is made of. `of`: the ids that have no row of their own are drawn from it."""

    person: Person
    whole: Whole
    of: UUID
    at: datetime
    subject: Json
    surgery: Json | None
    made: list[Json] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)

    def put(self, *resources: Json | None) -> list[Json]:
        found = [tidy(one) for one in resources if one]
        self.made += found
        return found


def bundle_of(session: Session, person_id: UUID, *, at: datetime, number: int | None = None, whole_file: bool = True, from_lists: bool = False) -> Json:
    """A FHIR R4 Bundle of type document about this person's plan, as plain JSON. `at`: aware, when it is made.

    `number`: the plan as it stood in that revision. Not `whole_file`: the plan alone, without answers to forms and without what was said yes to.
    `from_lists`: with what reports said of the person that nobody else is shown, for their own eyes.
    """
    person = session.get_one(Person, person_id)
    whole = whole_plan(session, person_id, number) or empty_plan(person_id)
    for part in (whole.own, *whole.all_parts):
        part.words = {name: words for name, kept in part.words.items() if (words := told(kept))}
    practice = last_practice_of(session, person_id)
    drawn = Drawn(person, whole, person_id, at, ref(person_id), ref(practice.id, practice.name) if practice else None)
    drawn.put(patient_out(person, contact_points(session, person_id), needs_of(session, person_id), drawn.surgery, from_lists=from_lists))
    drawn.put(surgery_out(practice) if practice else None)
    put_plan(session, drawn)
    put_record(session, drawn)
    if whole_file:
        put_answers(session, drawn)
        put_consents(session, drawn)
    document = tidy(document_out(drawn))
    found = {"type": "document", "timestamp": moment(at), "entry": entries([document, *drawn.made])}
    return loads(dumps({"resourceType": "Bundle", "identifier": {"system": "urn:ietf:rfc:3986", "value": urn(document["id"])}, **found}, default=plain_number))


def put_plan(session: Session, drawn: Drawn) -> None:
    whole, subject = drawn.whole, drawn.subject
    plan_id, written = own_id(drawn.of, "plan"), last_written(whole)
    replies = drawn.put(*replies_out(whole, of=drawn.of, subject=subject, written=moment(written)))
    drawn.put(plan_out(drawn, plan_id, written) | put_parts(drawn, plan_id) | {"supportingInfo": [ref(one["id"]) for one in replies]})
    put_notes(session, drawn)
    drawn.shown += [*aims_shown(whole, replies, drawn.of), *sections_shown(whole, of=drawn.of, written=[one["id"] for one in replies])]
    hands = {"person": subject, "surgery": drawn.surgery}
    drawn.put(*saves_out(whole, writers_of(session, drawn.of, whole.revisions), drawn.of, targets=touched(whole, drawn.of), **hands))
    drawn.put(*yeses_out([one for one in whole.agreements if one.number <= whole.number], plan_id, **hands))


def put_notes(session: Session, drawn: Drawn) -> None:
    """How the goals that stand are going, oldest first."""
    notes = notes_of(session, drawn.of, drawn.whole.plan.id)
    told_of = [note for goal in drawn.whole.goals for note in reversed(notes.get(item_in(goal).id, []))]
    made = drawn.put(*(note_out(note, number, of=drawn.of, subject=drawn.subject) for number, note in enumerate(told_of)))
    if made:
        drawn.shown.append(Shown(_("How my goals are going"), (), [one["id"] for one in made]))


def last_written(whole: Whole) -> datetime | None:
    return max((row.at for row in whole.revisions if row.number <= whole.number), default=None)


def put_parts(drawn: Drawn, plan_id: str) -> Json:
    """What is in the plan as resources of its own, and how the plan points to them."""
    whole, subject, times = drawn.whole, drawn.subject, {row.number: row.at for row in drawn.whole.revisions}
    goals = drawn.put(*(goal_out(goal, subject=subject, surgery=drawn.surgery, times=times) for goal in whole.goals))
    tasks = drawn.put(*(task_out(part, subject=subject, plan=ref(plan_id), times=times) for part in (*whole.actions, *whole.promises)))
    things = drawn.put(*(thing_out(part, subject) for part in whole.entries if part.item and part.item.kind is not ItemKind.CARE))
    key = drawn.put(key_person_out(whole, drawn.of))
    team = drawn.put(team_out(whole, drawn.of, subject=subject, key=key[0] if key else None, surgery=drawn.surgery))
    asked = [one for one in things if one["resourceType"] in ("ServiceRequest", "DeviceRequest")]
    activities = [{"reference": ref(one["id"])} for one in (*tasks, *asked)] + [care_out(part) for part in whole.entries_of(ItemKind.CARE)]
    return {"careTeam": [ref(one["id"]) for one in team], "goal": [ref(one["id"]) for one in goals], "activity": [*activities, review_out(whole.own)]}


def plan_out(drawn: Drawn, plan_id: str, written: datetime | None) -> Json:
    whole = drawn.whole
    return {
        "resourceType": "CarePlan",
        "id": plan_id,
        "meta": {"lastUpdated": moment(written)},
        "extension": [extension(REVISION, "PositiveInt", whole.number or None), extension(AGREED, "PositiveInt", whole.agreed)],
        "status": "active" if whole.is_agreed else "draft",
        "intent": "plan",
        "category": [concept("Care and support plan", (PRSB, "care-and-support-plan", "Care and support plan"))],
        "title": "My plan",
        "subject": drawn.subject,
        "created": moment(whole.plan.made_at) if whole.number else None,
        "author": drawn.subject,
    }


def review_out(own: Part) -> Json | None:
    """The planned review, and whose it is to arrange. The words themselves stand among the answers."""
    day, who = own.says("review_on"), own.says("review_by")
    if not day and not who:
        return None
    when = {"scheduledPeriod": {"end": day}} if day else {}
    detail = {"code": concept("", (PRSB, "planned-review")), "status": "scheduled", **when, "performer": [ref(None, who)], "description": "Planned review"}
    return {"detail": detail}


def aims_shown(whole: Whole, replies: Iterable[Json], of: UUID) -> list[Shown]:
    """The goals with their steps, what others will do, and the rest of the plan."""
    rest = own_id(of, f"reply:{REST}")
    there = [rest] if any(one["id"] == rest for one in replies) else []
    steps = ["\n".join(filter(None, (goal.says("want"), *(step.says("what") for step in goal.actions)))) for goal in whole.goals]
    goals = Shown(_("My goals"), steps, [str(item_in(one).id) for goal in whole.goals for one in (goal, *goal.actions)])
    said = ["\n".join(filter(None, (one.says("what"), one.says("who"), in_words("by_when", one.says("by_when"))))) for one in whole.promises]
    promises = Shown(_("What others will do"), said, [str(item_in(one).id) for one in whole.promises])
    decided = [part for kind in IN_NO_SECTION for part in whole.entries_of(kind)]
    words = ["\n".join(f"{FIELD[item_in(part).kind, name]}: {in_words(name, words)}" for name, words in part.words.items()) for part in decided]
    decisions = Shown(_("Decisions we make together"), words, [str(item_in(one).id) for one in decided])
    return [one for one in (goals, promises, decisions, Shown(_("The talk and the review"), (), there)) if one.entries]


def touched(whole: Whole, of: UUID) -> dict[int, list[str]]:
    """Revision -> what it wrote that still stands."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for part in whole.all_parts:
        # A line of the week is no resource of its own: the plan itself stands for it.
        name = own_id(of, "plan") if part.item and part.item.kind is ItemKind.CARE else str(item_in(part).id)
        for number in (*part.since.values(), item_number(part)):
            found[number][name] = None
    for number in whole.own.since.values():
        found[number][own_id(of, "plan")] = None
    return {number: list(names) for number, names in found.items()}


def item_number(part: Part) -> int:
    return part.item.made_in if part.item else 0


def put_record(session: Session, drawn: Drawn) -> None:
    """Released results and imported conditions. What was never brought here is said to be unknown."""
    conditions = drawn.put(*(condition_out(one, subject=drawn.subject) for one in conditions_of(session, drawn.of)))
    found = drawn.put(*(result_out(one, drawn.of, subject=drawn.subject) for one in released(session, drawn.of)))
    if conditions:
        drawn.shown.append(Shown(_("Health conditions on the record"), [one["code"]["text"] for one in conditions], [one["id"] for one in conditions]))
    else:
        drawn.shown.append(unknown_shown(_("Health conditions on the record")))
    if found:
        drawn.shown.append(Shown(_("My results"), [one["code"]["text"] for one in found], [one["id"] for one in found]))


def released(session: Session, person_id: UUID) -> list[Released]:
    """What the person was shown in the latest pack that stands, with the years before."""
    query = select(Release.cycle_id).where(Release.person_id == person_id, col(Release.withdrawn_at).is_(None))
    cycle_id = session.exec(query.order_by(col(Release.released_at).desc(), col(Release.id))).first()
    if cycle_id is None:
        return []
    latest = {(line.code, line.taken_on): line for line in released_results(session, cycle_id)}
    rows = shown_by_code(OVER_THE_YEARS.read(session, cycle=cycle_id))
    return [released_out(row, latest.get((code, row.taken_on))) for code in results() if code in rows for row in rows[code]]


def released_out(row: Any, line: ReleasedLine | None) -> Released:
    """`line`: what the pack says of the latest value, with the aim that was agreed."""
    entry = results()[row.code]
    value = Decimal(row.amount) if row.amount is not None else None
    limits = (line.target_low, line.target_high) if line else (None, None)
    words = result_in_words(entry, row.amount, row.comparator, row.words)
    return Released(entry, row.taken_on, value, words, row.comparator or "", *limits, opened(row.comment_sealed, row.decision_id) or "")


def put_answers(session: Session, drawn: Drawn) -> None:
    """The person's answers to forms, one hand's of each response, as far as the forms' owners let them go out."""
    sheets = sheets_of(session, drawn.of)
    made = []
    for sheet in sheets:
        if sheet.may_export and best_sheet(sheets, sheet.response_id) is sheet:
            given = Given(str(sheet.response_id), sheet.at, sheet.finished, drawn.person.nhs_number, sheet.channel not in (FOR_ME, PAPER_FOR_ME))
            reply = reply_of(sheet.instrument, form_of(session, sheet.instrument), sheet.answers, given)
            made += drawn.put({**reply, "subject": drawn.subject, **({"source": drawn.subject} if "source" in reply else {})})
    if made:
        drawn.shown.append(Shown(_("My answers to questions"), (), [one["id"] for one in made], concept("", (FIELDS, "answers"))))


def put_consents(session: Session, drawn: Drawn) -> None:
    grants = grants_of(session, drawn.of, in_london(drawn.at).date())
    rights = rights_of(session, [grant.id for grant in grants])
    made = drawn.put(*consents_out(consents_of(session, drawn.of), subject=drawn.subject), *shares_out(grants, rights, subject=drawn.subject))
    if made:
        drawn.shown.append(Shown(_("What I said yes to"), (), [one["id"] for one in made if one["resourceType"] == "Consent"]))


def document_out(drawn: Drawn) -> Json:
    told_by = f"{drawn.person.given_name} {drawn.person.surname}"
    return {
        "resourceType": "Composition",
        "id": own_id(drawn.of, f"document:{drawn.whole.number}:{drawn.at.isoformat()}"),
        "text": narrative(told_by, _("This is a copy of a plan. The plan may have changed since.")),
        "status": "final" if drawn.whole.is_agreed else "preliminary",
        "type": concept("Personalised care and support plan", (PRSB, "personalised-care-and-support-plan")),
        "subject": drawn.subject,
        "date": moment(drawn.at),
        "author": [drawn.subject, drawn.surgery],
        "title": "My plan",
        "custodian": drawn.surgery,
        "section": [section_out(one) for one in drawn.shown],
    }
