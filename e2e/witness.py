"""Hears every reply, and at the end says which of them showed somebody a word they may not see.

It stands in the server, before the app: whatever a browser asked for and however (page, fragment, form, file), it was asked here.
Who asked is the sign-in of the request's own cookie.
"""

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

import brotli
from sqlmodel import Session, col, select
from werkzeug.http import parse_cookie

from e2e.plants import MARK
from e2e.said import Said, said
from webapp.accounts.models import Account, SignIn
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.channels.models import PretendText
from webapp.database.session import Database
from webapp.grants.models import Grant
from webapp.practices.models import StaffMember

# The demo is anybody's: its phone shows every text, its first page every name. Files are the same for all.
ANYBODYS = ("/demo", "/static/")


@dataclass
class Heard:
    """One reply. `token` is what the visitor's cookie said; `body` as it went out."""

    token: str
    at: datetime
    address: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        coding = self.headers.get("Content-Encoding", "")
        body = brotli.decompress(self.body) if coding == "br" else zlib.decompress(self.body, 47) if coding == "gzip" else self.body
        return html.unescape(body.decode("utf-8", "replace"))

    @property
    def outside(self) -> str:
        """What stays in the history, in a tab's title and in other people's logs."""
        titles = re.findall(r"<title>(.*?)</title>", self.text, re.DOTALL)
        return "\n".join([unquote(self.address), *map(unquote, self.headers.values()), *titles])


class Witness:
    """A WSGI app around the app."""

    def __init__(self, app):
        self.app, self.heard = app, []

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path.startswith(ANYBODYS):
            return self.app(environ, start_response)
        token, began = parse_cookie(environ).get("in", ""), {}

        def start(status, headers, *why):
            began.update(headers)
            return start_response(status, headers, *why)

        replied = self.app(environ, start)
        body = b"".join(replied)
        getattr(replied, "close", lambda: None)()
        self.heard.append(Heard(token, now(), f"{path}?{environ.get('QUERY_STRING', '')}", began, body))
        return [body]

    def leaks(self, database: Database, logged: str) -> list[str]:
        """Where a word reached somebody it may not reach, in words."""
        with database.reading() as session:
            words, visitors = said(session), Visitors(session)
            texts = [text.body or "" for text in session.exec(select(PretendText))]
        found = [f"the log says {one}" for one in unwanted(logged, words)]
        found += [f"a text says {one}" for text in texts for one in unwanted(text, words)]
        for reply in self.heard:
            found += [f"{reply.address}: outside the page stands {one}" for one in unwanted(reply.outside, words)]
            found += [f"{reply.address} shows {visitors.name(reply)} {one}" for one in unwanted(reply.text, words, visitors.may_see(reply))]
        return found


def unwanted(text: str, words: list[Said], may_see=lambda _said: False) -> Iterator[str]:
    """A planted word is nobody's to see. Of all others, those in this text that this visitor may not see; nobody outside a page may."""
    yield from set(re.findall(MARK + r"\w+", text))
    met = [one for one in words if one.text in text]
    # The same words of somebody they may see explain what is there.
    fine = {one.text for one in met if may_see(one)}
    yield from {f"{one.column}: {one.text[:40]}" for one in met if one.text not in fine}


class Visitors:
    """Who asked, and what each may see, written out by hand and not taken from the app's own policy."""

    NO_ANSWERS = ("reception", "manager")

    def __init__(self, session: Session):
        self.staff = dict(session.exec(select(StaffMember.id, StaffMember.role)).all())
        self.sign_ins = {one.token_hash: (one, session.get(Account, one.account_id)) for one in session.exec(select(SignIn))}
        self.shares = {(grant.account_id, grant.person_id) for grant in session.exec(select(Grant).where(col(Grant.account_id).is_not(None)))}

    def who(self, reply: Heard) -> Account | None:
        sign_in, account = self.sign_ins.get(token_hash(reply.token), (None, None))
        return account if sign_in and not (sign_in.ended_at and sign_in.ended_at < reply.at) else None

    def name(self, reply: Heard) -> str:
        account = self.who(reply)
        kinds = {"a person": account.person_id, "a carer": account.carer_id, "staff": account.staff_id} if account else {"nobody": True}
        return next((name for name, here in kinds.items() if here), "somebody")

    def may_see(self, reply: Heard):
        account = self.who(reply)

        def allowed(one: Said) -> bool:
            if account is None:
                return False
            if account.staff_id:
                return not one.is_an_answer or self.staff[account.staff_id] not in self.NO_ANSWERS
            if account.carer_id:
                return one.is_of_the_plan and (account.id, one.person_id) in self.shares
            return account.person_id == one.person_id

        return allowed
