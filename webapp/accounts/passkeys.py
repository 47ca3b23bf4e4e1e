"""Passkeys: added by somebody who is surely the person, shown at the door, taken away. Every challenge works once."""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import AuthenticatorSelectionCriteria, PublicKeyCredentialDescriptor, ResidentKeyRequirement, UserVerificationRequirement

from webapp.accounts.models import Account, Passkey, PasskeyChallenge, SignIn
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.people.models import Person

LASTS = timedelta(minutes=5)
MOST_PASSKEYS = 5
MOST_LETTERS = 8000
# What a made-up or broken answer of a device can raise while it is read.
NOT_RIGHT = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, IndexError)
VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Site:
    """The one place these passkeys work: `origin` as a browser says it, and its host name."""

    origin: str
    host: str

    @classmethod
    def at(cls, base_url: str) -> "Site":
        parts = urlsplit(base_url)
        return cls(f"{parts.scheme}://{parts.netloc}", parts.hostname or "")


def new_challenge(session: Session, bound_to: str) -> bytes:
    """32 random bytes, kept here. The one before, for the same place, ends."""
    take_challenge(session, bound_to)
    drawn = secrets.token_bytes(32)
    session.add(PasskeyChallenge(bound_hash=token_hash(bound_to), challenge=bytes_to_base64url(drawn), ends_at=now() + LASTS))
    session.flush()
    return drawn


def take_challenge(session: Session, bound_to: str) -> bytes | None:
    """It is used up, whether the answer was right or not."""
    live = sa.update(PasskeyChallenge).where(col(PasskeyChallenge.bound_hash) == token_hash(bound_to), col(PasskeyChallenge.used_at).is_(None))
    live = live.where(col(PasskeyChallenge.ends_at) > now()).values(used_at=now()).returning(col(PasskeyChallenge.challenge))
    found = session.scalars(live.execution_options(synchronize_session=False)).all()
    return base64url_to_bytes(found[0]) if len(found) == 1 else None


def passkeys_of(session: Session, account_id: UUID) -> list[Passkey]:
    """Those that open something, oldest first."""
    found = select(Passkey).where(Passkey.account_id == account_id, col(Passkey.ended_at).is_(None))
    return list(session.exec(found.order_by(col(Passkey.made_at), col(Passkey.id))))


def registration_options(session: Session, *, person: Person, account_id: UUID, bound_to: str, site: Site) -> str:
    """As JSON for the device. Kept on the device, found without a name, and opened only by finger, face or PIN."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="In My Words",
        user_id=account_id.bytes,
        user_name=person.name,
        challenge=new_challenge(session, bound_to),
        authenticator_selection=AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id)) for one in passkeys_of(session, account_id)],
    )
    return options_to_json(options)


def add_passkey(session: Session, *, account_id: UUID, credential: str, name: str, bound_to: str, site: Site) -> Passkey | None:
    """None when what the device answered is not right, is a passkey we have, or is one too many."""
    challenge = take_challenge(session, bound_to)
    if challenge is None or len(credential) > MOST_LETTERS or len(passkeys_of(session, account_id)) >= MOST_PASSKEYS:
        return None
    try:
        proved = verify_registration_response(
            credential=credential, expected_challenge=challenge, expected_rp_id=site.host, expected_origin=site.origin, require_user_verification=True
        )
    except NOT_RIGHT:
        return None
    key = bytes_to_base64url(proved.credential_id)
    if session.exec(select(Passkey.id).where(Passkey.credential_id == key)).first():
        return None
    public = bytes_to_base64url(proved.credential_public_key)
    made = Passkey(account_id=account_id, credential_id=key, public_key=public, sign_count=proved.sign_count, name=name)  # type: ignore[call-arg]
    session.add(made)
    session.flush()
    return made


def authentication_options(session: Session, *, bound_to: str, site: Site) -> str:
    """As JSON for the device, naming nobody: whose passkey it is, the device says."""
    return options_to_json(generate_authentication_options(rp_id=site.host, challenge=new_challenge(session, bound_to), user_verification=VERIFIED))


def shown_passkey(session: Session, *, credential: str, bound_to: str, site: Site) -> tuple[Passkey, Person] | None:
    """Whose passkey the device showed; None when anything is not right. A copy that counts backwards opens nothing."""
    challenge = take_challenge(session, bound_to)
    if challenge is None or len(credential) > MOST_LETTERS:
        return None
    try:
        answer = json.loads(credential)
        found = passkey_called(session, answer["id"])
        if found is None or base64url_to_bytes(answer["response"]["userHandle"]) != found[0].account_id.bytes:
            return None
        passkey, person = found
        proved = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except NOT_RIGHT:
        return None
    passkey.sign_count, passkey.used_at = proved.new_sign_count, now()
    session.add(passkey)
    session.flush()
    return passkey, person


def passkey_called(session: Session, credential_id: str) -> tuple[Passkey, Person] | None:
    """Held until the transaction ends: it cannot be taken away, or used twice, while it is being looked at."""
    found = (
        select(Passkey, Person)
        .join(Account, col(Account.id) == Passkey.account_id)
        .join(Person, col(Person.id) == Account.person_id)
        .where(Passkey.credential_id == str(credential_id), col(Passkey.ended_at).is_(None), col(Account.ended_at).is_(None), col(Person.died_on).is_(None))
    )
    return session.exec(found.with_for_update(of=Passkey)).first()  # type: ignore[arg-type]


def end_passkey(session: Session, *, passkey_id: UUID, account_id: UUID, by: UUID) -> bool:
    """Ends one passkey of this account and what it signed in to. False when there is no such passkey."""
    mine = sa.update(Passkey).where(col(Passkey.id) == passkey_id, col(Passkey.account_id) == account_id, col(Passkey.ended_at).is_(None))
    ended = session.execute(mine.values(ended_at=now(), ended_by_id=by)).rowcount == 1  # type: ignore[attr-defined]
    if ended:
        opened = sa.update(SignIn).where(col(SignIn.passkey_id) == passkey_id, col(SignIn.ended_at).is_(None))
        session.execute(opened.values(ended_at=now()))
    return ended
