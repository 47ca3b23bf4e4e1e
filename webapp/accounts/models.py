from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed


class Tier(StrEnum):
    """How surely we know who this is. Lowest first; staff and carers stand apart."""

    OPENED = "opened"
    LETTERBOX = "letterbox"
    OWN = "own"
    STRONG = "strong"
    STAFF = "staff"
    CARER = "carer"


class Account(Record, table=True):
    """Somebody who can sign in: a person, a staff member or a carer. Exactly one of the three is set."""

    person_id: UUID | None = Field(default=None, foreign_key="person.id", unique=True)
    staff_id: UUID | None = Field(default=None, foreign_key="staff_member.id", unique=True)
    carer_id: UUID | None = Field(default=None, foreign_key="carer.id", unique=True)
    made_at: datetime = Field(default_factory=now)
    ended_at: datetime | None = None


class StaffSecret(Record, table=True):
    """A staff member's password (Argon2id) and TOTP seed; its id is the account's id. `last_step` stops one code working twice."""

    __tablename__ = "staff_secret"
    password_hash: str
    totp_sealed: str
    last_step: int = 0
    wrong_tries: int = 0
    locked_until: datetime | None = None
    totp = sealed("totp_sealed")


class RememberedPhone(Record, table=True):
    """A phone that proved itself. Stands in for the code, never for the date of birth."""

    __tablename__ = "remembered_phone"
    account_id: UUID = Field(foreign_key="account.id", index=True)
    token_hash: str = Field(unique=True)
    made_at: datetime = Field(default_factory=now)
    until_on: date
    wrong_tries: int = 0
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")


class Knew(StrEnum):
    """How staff knew who stood before them."""

    LONG_KNOWN = "long_known"
    PHOTO = "photo"
    ANSWERS = "answers"


class Vouch(Record, table=True):
    """Staff saw the person and know who they are. `phone_id` is the remembered phone the person then held, which is surely theirs until `until_on`."""

    person_id: UUID = Field(foreign_key="person.id", index=True)
    knew: Knew = Field(sa_type=words(Knew))
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID = Field(foreign_key="staff_member.id")
    until_on: date
    phone_id: UUID | None = Field(default=None, foreign_key="remembered_phone.id", index=True)
    used_at: datetime | None = None


class Passkey(Record, table=True):
    """A key the person's own device keeps and opens by finger, face or PIN. `credential_id` and `public_key` are base64url; the name is the person's."""

    account_id: UUID = Field(foreign_key="account.id", index=True)
    credential_id: str = Field(unique=True)
    public_key: str
    sign_count: int
    name_sealed: str
    made_at: datetime = Field(default_factory=now)
    used_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    name = sealed("name_sealed")


class PasskeyChallenge(Record, table=True):
    """What a device signs to show its passkey (base64url). Works once, for a few minutes, and only where it was asked for (`bound_hash`)."""

    __tablename__ = "passkey_challenge"
    bound_hash: str = Field(index=True)
    challenge: str
    made_at: datetime = Field(default_factory=now)
    ends_at: datetime
    used_at: datetime | None = None


class PlanCopy(Record, table=True):
    """A phone keeps a sealed copy of this person's plan; what is in it is only on the phone. It ends here, or with its phone or its passkey.

    `token_hash`: what the phone shows to be told whether it may keep it. `seen_at`: when the person was last signed in there.
    """

    __tablename__ = "plan_copy"
    account_id: UUID = Field(foreign_key="account.id", index=True)
    phone_id: UUID = Field(foreign_key="remembered_phone.id", index=True)
    passkey_id: UUID | None = Field(default=None, foreign_key="passkey.id", index=True)
    token_hash: str = Field(unique=True)
    made_at: datetime = Field(default_factory=now)
    seen_at: datetime = Field(default_factory=now)
    ended_at: datetime | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")


class SignIn(Record, table=True):
    """One signing in. The cookie holds a random token, only its hash is here. Ended rows stop working on the next request.

    `word_hash`: the word a carer came in with. It opens what was shared with that word and nothing else.
    `given_by_id`: the staff member whose code alone opened this, with no proof of the person's own.
    `not_own_at`: when the person said that others use this phone too.
    """

    __tablename__ = "sign_in"
    token_hash: str = Field(unique=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    tier: Tier = Field(sa_type=words(Tier))
    link_id: UUID | None = Field(default=None, foreign_key="link.id", index=True)
    phone_id: UUID | None = Field(default=None, foreign_key="remembered_phone.id", index=True)
    practice_id: UUID | None = Field(default=None, foreign_key="practice.id")
    started_at: datetime = Field(default_factory=now)
    seen_at: datetime = Field(default_factory=now)
    ends_at: datetime
    idle_minutes: int
    ended_at: datetime | None = None
    word_hash: str | None = None
    given_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    passkey_id: UUID | None = Field(default=None, foreign_key="passkey.id", index=True)
    not_own_at: datetime | None = None


class LinkKind(StrEnum):
    TEXT = "text"
    LETTER = "letter"
    # Of an invitation: yes, no, not now; it leads to nothing that is kept about anybody.
    INVITATION = "invitation"


class Link(Record, table=True):
    """A short link from a text, an invitation, or a letter's code. Kept as a hash. Dies after `dies_on`, after five wrong dates of birth, or when stopped."""

    person_id: UUID = Field(foreign_key="person.id", index=True)
    practice_id: UUID = Field(foreign_key="practice.id")
    kind: LinkKind = Field(sa_type=words(LinkKind))
    secret_hash: str = Field(unique=True)
    made_at: datetime = Field(default_factory=now)
    dies_on: date
    wrong_tries: int = 0
    stopped_at: datetime | None = None
    stopped_why: str | None = None


class CodePurpose(StrEnum):
    SIGN_IN = "sign_in"
    CONFIRM_PHONE = "confirm_phone"
    DESK = "desk"
    CARER = "carer"
    VOUCH = "vouch"


class Code(Record, table=True):
    """Six digits to prove a phone, or given at the desk. Kept as a keyed hash; bound to the browser that asked (`challenge_hash`).

    A carer's code is about no person: `phone_index` is the number typed, `word_hash` the word when it was a right one.
    """

    __table_args__ = (sa.Index("codes_of_person", "person_id", "made_at"), sa.Index("codes_of_number", "phone_index", "made_at"))
    person_id: UUID | None = Field(default=None, foreign_key="person.id")
    purpose: CodePurpose = Field(sa_type=words(CodePurpose))
    contact_id: UUID | None = Field(default=None, foreign_key="contact_point.id")
    challenge_hash: str | None = Field(default=None, index=True)
    code_hash: str
    link_id: UUID | None = Field(default=None, foreign_key="link.id")
    made_at: datetime = Field(default_factory=now)
    made_by_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    ends_at: datetime
    wrong_tries: int = 0
    used_at: datetime | None = None
    phone_index: str | None = Field(default=None, max_length=64)
    word_hash: str | None = None
    vouch_id: UUID | None = Field(default=None, foreign_key="vouch.id")
