"""Goals, the person's steps and what others will do, as FHIR says them and read back. Pure."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from webapp.bundles.marks import ABSENT, CONFIDENCE, FIELDS, IMPORTANCE, TERMS, WHY, Json, concept, extension, moment, own_id, ref
from webapp.bundles.wholes import item_in, whole_out
from webapp.chapters.kinds import ItemKind
from webapp.plans.queries import Part
from webapp.plans.rules import NOT_SURE, Progress
from webapp.plans.words import FIELD, PROGRESS
from webapp.progress.notes import Note

ACHIEVED = f"{TERMS}/goal-achievement"
# Progress -> (lifecycle status, achievement): each pair means one of ours and no other, so that it can be read back.
STATES: dict[str, tuple[str, str]] = {
    "": ("active", ""),
    Progress.NOT_STARTED: ("planned", ""),
    Progress.STARTED: ("active", "in-progress"),
    Progress.DONE: ("completed", "achieved"),
    Progress.CHANGED_MIND: ("cancelled", ""),
}
# What a step says that FHIR has no place of its own for. The names are ours.
NAMED = ("when", "first_step", "in_the_way", "way_round", "who_helps")


PROGRESS_NOTE = "progress-note"


def ruler(url: str, kept: str) -> Json | None:
    """A number from 1 to 10. Not sure is said as that, and is no number."""
    if kept == NOT_SURE:
        return {"url": url, "extension": [{"url": ABSENT, "valueCode": "asked-unknown"}]}
    return extension(url, "Integer", int(kept)) if kept.isdigit() else None


def ruler_in(resource: Json, url: str) -> str:
    found = next((one for one in resource.get("extension", ()) if one.get("url") == url), None)
    return "" if found is None else str(found["valueInteger"]) if "valueInteger" in found else NOT_SURE


def goal_out(part: Part, *, subject: Json, surgery: Json | None, times: Mapping[int, datetime]) -> Json:
    item = item_in(part)
    lifecycle, achieved = STATES.get(part.says("progress"), STATES[""])
    made = {
        "resourceType": "Goal",
        "extension": [ruler(IMPORTANCE, part.says("importance")), extension(WHY, "String", part.says("why"))],
        "lifecycleStatus": lifecycle,
        "achievementStatus": concept("", (ACHIEVED, achieved)) if achieved else None,
        "description": {"text": part.says("want")} if part.says("want") else {"extension": [{"url": ABSENT, "valueCode": "unknown"}]},
        "subject": subject,
        "startDate": times[item.made_in].date().isoformat() if item.made_in in times else None,
        "expressedBy": subject,
        "outcomeCode": [{"text": part.says("outcome")}],
        "note": [{"authorReference": surgery, "text": part.says("beside")}] if part.says("beside") else None,
    }
    return whole_out(part, made, goal_in)


def note_out(note: Note, number: int, *, of: UUID, subject: Json) -> Json:
    """How a goal is going, on one day: a word from the list, and what was written beside it."""
    at = moment(note.at)
    return {
        "resourceType": "Observation",
        "id": own_id(of, f"note:{note.goal_id}:{at}:{number}"),
        "meta": {"tag": [{"system": FIELDS, "code": PROGRESS_NOTE}]},
        "status": "final",
        "code": concept("How the goal is going", (FIELDS, PROGRESS_NOTE)),
        "subject": subject,
        "focus": [ref(note.goal_id)],
        "effectiveDateTime": at,
        "valueCodeableConcept": concept(PROGRESS[note.how], (FIELDS, note.how.value)),
        "note": [{"text": note.words}] if note.words else None,
    }


def goal_in(goal: Json) -> dict[str, str]:
    state = goal.get("lifecycleStatus"), next((one.get("code") for one in goal.get("achievementStatus", {}).get("coding", ())), "")
    why = next((one.get("valueString", "") for one in goal.get("extension", ()) if one.get("url") == WHY), "")
    return {
        "want": goal.get("description", {}).get("text", ""),
        "why": why,
        "importance": ruler_in(goal, IMPORTANCE),
        "outcome": next((one.get("text", "") for one in goal.get("outcomeCode", ())), ""),
        "progress": next((name for name, pair in STATES.items() if pair == state), ""),
        "beside": "\n".join(note.get("text", "") for note in goal.get("note", ())),
    }


def task_out(part: Part, *, subject: Json, plan: Json, times: Mapping[int, datetime]) -> Json:
    """A step of the person's, or what somebody else will do."""
    item = item_in(part)
    is_step = item.kind is ItemKind.ACTION
    made = times.get(item.made_in)
    touched = max([at for at in (made, item.done_at, item.did_not_happen_at, *(times.get(number) for number in part.since.values())) if at], default=None)
    made_out = {
        "resourceType": "Task",
        "extension": [ruler(CONFIDENCE, part.says("confidence"))],
        "basedOn": [plan],
        "status": "completed" if item.done_at else "failed" if item.did_not_happen_at else "accepted" if is_step else "requested",
        "statusReason": {"text": "The person said that this did not happen."} if item.did_not_happen_at else None,
        "intent": "plan",
        "code": concept("", (FIELDS, item.kind.value)),
        "description": part.says("what"),
        "focus": ref(item.goal_id) if item.goal_id else None,
        "for": subject,
        "executionPeriod": {"end": moment(item.done_at or item.did_not_happen_at)},
        "authoredOn": moment(made),
        "lastModified": moment(touched),
        "owner": subject if is_step else ref(None, part.says("who")),
        "restriction": {"period": {"end": part.says("by_when")}},
        "input": [{"type": concept(FIELD[ItemKind.ACTION, name], (FIELDS, name)), "valueString": part.says(name)} for name in NAMED if part.says(name)],
    }
    return whole_out(part, made_out, lambda found: task_in(found)[1])


def task_in(task: Json) -> tuple[ItemKind, dict[str, str]]:
    kind = ItemKind(task["code"]["coding"][0]["code"])
    found = {one["type"]["coding"][0]["code"]: one["valueString"] for one in task.get("input", ())}
    found = {name: words for name, words in found.items() if name in NAMED}
    found |= {"what": task.get("description", ""), "by_when": task.get("restriction", {}).get("period", {}).get("end", "")}
    if kind is ItemKind.ACTION:
        return kind, found | {"confidence": ruler_in(task, CONFIDENCE)}
    return kind, {"what": found["what"], "by_when": found["by_when"], "who": task.get("owner", {}).get("display", "")}


def goal_of(task: Json) -> str:
    return str(task.get("focus", {}).get("reference", ""))
