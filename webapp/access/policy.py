"""Who may do what: one table for people, one for staff, one function. What it cannot know (is this result released?) is asked elsewhere and passed in."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from uuid import UUID

from webapp.accounts.models import Tier
from webapp.accounts.queries import SignedIn
from webapp.practices.models import Role


class Permission(StrEnum):
    AGENDA_READ = "agenda.read"
    ANSWERS_WRITE = "answers.write"
    APPOINTMENT_CHANGE = "appointment.change"
    ASSESSMENT_WRITE = "assessment.write"
    BATCH_APPROVE = "batch.approve"
    BATCH_RUN = "batch.run"
    BEFORE_TALK_READ = "before_talk.read"
    CARE_CHECK_READ = "care_check.read"
    CARE_CHECK_WRITE = "care_check.write"
    CARER_PART_READ = "carer_part.read"
    CARERS_MANAGE = "carers.manage"
    CARERS_TRUST = "carers.trust"
    CHECKLIST_SET = "checklist.set"
    COHORT_BUILD = "cohort.build"
    COHORT_INVITE = "cohort.invite"
    CONSENT_CHANGE = "consent.change"
    CONTENT_SIGN = "content.sign"
    DESK_CODE_GIVE = "desk_code.give"
    DETAILS_CHANGE = "details.change"
    DETAILS_READ = "details.read"
    FORMS_ANSWER = "forms.answer"
    FORMS_READ = "forms.read"
    DUTY_LIST = "duty.list"
    HOLDER_NAME = "holder.name"
    IMPORT_RUN = "import.run"
    INSTRUMENTS_CHOOSE = "instruments.choose"
    JUDGEMENT_WRITE = "judgement.write"
    LEAFLETS_CHANGE = "leaflets.change"
    LETTER_PRINT = "letter.print"
    LETTERBOX_OPEN = "letterbox.open"
    LOG_READ = "log.read"
    MOOD_COVER = "mood_cover.change"
    MOOD_READ = "mood.read"
    NOTICE_CHANGE = "notice.change"
    PACK_READ = "pack.read"
    PAPER_TYPE = "paper.type"
    PASSKEY_ADD = "passkey.add"
    PATHWAY_CHANGE = "pathway.change"
    PERSON_VOUCH = "person.vouch"
    PHONES_MANAGE = "phones.manage"
    PLAN_CHANGE = "plan.change"
    PLAN_COPY = "plan.copy"
    PLAN_EXPORT = "plan.export"
    PLAN_FILL_IN = "plan.fill_in"
    PLAN_HOLD = "plan.hold"
    PLAN_LOAD = "plan.load"
    PLAN_READ = "plan.read"
    PLAN_SHARED_READ = "plan_shared.read"
    PLAN_SUGGEST = "plan.suggest"
    REASON_READ = "reason.read"
    RECALL_SET = "recall.set"
    RECORD_COPY = "record.copy"
    RELEASE = "results.release"
    RESULTS_ENTER = "results.enter"
    RESULTS_READ = "results.read"
    SCORE_READ = "score.read"
    SHARE_WRITE = "share.write"
    TALK_WRITE = "talk.write"
    TARGET_SET = "target.set"
    TASK_CLOSE = "task.close"
    TEXTS_CHANGE = "texts.change"
    TEXTS_HAND_OVER = "texts.hand_over"
    WORK_CHECK = "work_check.answer"
    WORKLIST_READ = "worklist.read"


R, H, C, N, M, D = Role.RECEPTION, Role.HCA, Role.CLINICIAN, Role.COORDINATOR, Role.MANAGER, Role.DUTY

# The lowest tier at which a person may do this about themselves. A practice may move one up or down (TierSetting).
PERSON_NEEDS: dict[Permission, Tier] = {
    Permission.AGENDA_READ: Tier.OWN,
    Permission.ANSWERS_WRITE: Tier.LETTERBOX,
    Permission.CARE_CHECK_WRITE: Tier.OWN,
    Permission.CARERS_MANAGE: Tier.OWN,
    Permission.CARERS_TRUST: Tier.STRONG,
    Permission.CONSENT_CHANGE: Tier.OWN,
    Permission.FORMS_ANSWER: Tier.OWN,
    Permission.LETTERBOX_OPEN: Tier.LETTERBOX,
    Permission.LOG_READ: Tier.OWN,
    Permission.PACK_READ: Tier.OWN,
    Permission.PASSKEY_ADD: Tier.STRONG,
    Permission.PHONES_MANAGE: Tier.OWN,
    Permission.PLAN_CHANGE: Tier.OWN,
    Permission.PLAN_COPY: Tier.STRONG,
    Permission.PLAN_EXPORT: Tier.STRONG,
    Permission.PLAN_READ: Tier.OWN,
    Permission.REASON_READ: Tier.OWN,
    Permission.RESULTS_READ: Tier.OWN,
}

# What stays a person's own when they are registered nowhere: their plan, whom they share it with, who looked, their phones.
WITHOUT_SURGERY = frozenset(
    {
        Permission.CARERS_MANAGE,
        Permission.CONSENT_CHANGE,
        Permission.LOG_READ,
        Permission.PHONES_MANAGE,
        Permission.PLAN_CHANGE,
        Permission.PLAN_COPY,
        Permission.PLAN_EXPORT,
        Permission.PLAN_READ,
    }
)

# Which roles of the person's own practice may. Reception sees no answers and no results.
STAFF_MAY: dict[Permission, frozenset[Role]] = {
    Permission.APPOINTMENT_CHANGE: frozenset({R, H, C, N, D}),
    Permission.ASSESSMENT_WRITE: frozenset({H, C, N, D}),
    # Never whoever made the batch: `batches.changes` refuses that.
    Permission.BATCH_APPROVE: frozenset({C, N, M}),
    # See one, stop it, call off what has not gone.
    Permission.BATCH_RUN: frozenset({R, C, N, M, D}),
    Permission.BEFORE_TALK_READ: frozenset({H, C, N, D}),
    Permission.CARE_CHECK_READ: frozenset({C, M}),
    Permission.CARER_PART_READ: frozenset({C, N, D}),
    Permission.CHECKLIST_SET: frozenset({C, N, D}),
    # Who may be asked to a talk: those who plan it say whom to look for, the desk asks them. What tells of somebody's health is for clinicians.
    Permission.COHORT_BUILD: frozenset({C, N, M, D}),
    Permission.COHORT_INVITE: frozenset({R, C, N, M, D}),
    Permission.CONTENT_SIGN: frozenset({C, D}),
    Permission.DESK_CODE_GIVE: frozenset({R, H, C, N, D}),
    Permission.DETAILS_CHANGE: frozenset({R, H, C, N, D}),
    Permission.DETAILS_READ: frozenset({R, H, C, N, M, D}),
    Permission.FORMS_READ: frozenset({H, C, N, D}),
    Permission.DUTY_LIST: frozenset({C, M, D}),
    Permission.HOLDER_NAME: frozenset({C}),
    Permission.IMPORT_RUN: frozenset({R, N, M}),
    Permission.INSTRUMENTS_CHOOSE: frozenset({C, M}),
    Permission.JUDGEMENT_WRITE: frozenset({H, C, N, D}),
    Permission.LEAFLETS_CHANGE: frozenset({C, N, M}),
    Permission.LETTER_PRINT: frozenset({R, H, C, N, D}),
    Permission.MOOD_COVER: frozenset({C, M}),
    Permission.MOOD_READ: frozenset({C, D}),
    Permission.NOTICE_CHANGE: frozenset({N, M}),
    Permission.PAPER_TYPE: frozenset({H, C, N, D}),
    Permission.PATHWAY_CHANGE: frozenset({R, H, C, N, D}),
    Permission.PERSON_VOUCH: frozenset({R, H, C, N, D}),
    Permission.PLAN_LOAD: frozenset({H, C, N, D}),
    Permission.PLAN_READ: frozenset({H, C, N, D}),
    Permission.RECALL_SET: frozenset({N, M}),
    Permission.RECORD_COPY: frozenset({H, C, N, D}),
    Permission.RELEASE: frozenset({C, D}),
    Permission.RESULTS_ENTER: frozenset({H, C, N, D}),
    Permission.SCORE_READ: frozenset({C, D}),
    Permission.SHARE_WRITE: frozenset({H, C, N, D}),
    Permission.TALK_WRITE: frozenset({H, C, N, D}),
    Permission.TARGET_SET: frozenset({C, D}),
    Permission.TASK_CLOSE: frozenset({R, H, C, N, D}),
    Permission.TEXTS_CHANGE: frozenset({N, M}),
    Permission.TEXTS_HAND_OVER: frozenset({R, N, M}),
    Permission.WORK_CHECK: frozenset({R, H, C, N, M, D}),
    Permission.WORKLIST_READ: frozenset({R, H, C, N, M, D}),
}

# What a carer may, and the rights that allow it: those this person gives this carer now, on the part it is about. No carer shares on.
# "hold" is no gift of the person: the surgery wrote down that this carer holds that part, because the person cannot decide on it.
CARER_NEEDS: dict[Permission, frozenset[str]] = {
    Permission.PLAN_FILL_IN: frozenset({"fill_in", "hold"}),
    Permission.PLAN_HOLD: frozenset({"hold"}),
    Permission.PLAN_SHARED_READ: frozenset({"see", "suggest", "fill_in", "hold"}),
    Permission.PLAN_SUGGEST: frozenset({"suggest", "fill_in"}),
}

ORDER = {Tier.OPENED: 0, Tier.LETTERBOX: 1, Tier.OWN: 2, Tier.STRONG: 3}


def may(
    visitor: SignedIn,
    permission: Permission,
    *,
    person_id: UUID | None,
    practice_id: UUID | None,
    moved: Mapping[str, str] | None = None,
    rights: Collection[str] = (),
) -> bool:
    """May this visitor do this about this person (of this practice)?

    `person_id` is None for a desk page about no one person. `moved` is the practice's own changes: permission to tier.
    `rights` are those this person gives this carer at this moment; a carer's page about no one person shows only what each shares.
    """
    if visitor.carer_id is not None:
        if person_id is None:
            return permission is Permission.PLAN_SHARED_READ
        return not CARER_NEEDS.get(permission, frozenset()).isdisjoint(rights)
    if visitor.role is not None:
        return visitor.practice_id == practice_id and visitor.role in STAFF_MAY.get(permission, frozenset())
    if person_id is None or visitor.person_id != person_id or permission not in PERSON_NEEDS:
        return False
    needed = Tier((moved or {}).get(permission, PERSON_NEEDS[permission]))
    return ORDER.get(visitor.tier, -1) >= ORDER[needed]


def for_staff_only(permission: Permission) -> bool:
    return permission in STAFF_MAY and permission not in PERSON_NEEDS
