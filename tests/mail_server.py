"""A local mail server that speaks SMTP: STARTTLS, signing in, and every way of refusing, waiting and breaking off."""

import ssl
from collections import deque
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

NAME, PASSWORD = "tree-tops", "a-long-password"


class Mode(StrEnum):
    """How one message is met. DROP takes it and closes the line without an answer; CUT closes it before there was any text."""

    ACCEPT = "accept"
    SENDER_REFUSED = "553 not you"
    NO_SUCH_ADDRESS = "550 no such address"
    ADDRESS_LATER = "450 mailbox busy"
    TEXT_REFUSED = "554 refused"
    TEXT_LATER = "451 not now"
    CUT = "cut"
    DROP = "drop"
    MUMBLE = "999 what"


class AnyPort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """`with MailServer() as server:`; `script` holds the modes of the next messages, `mails` what was taken. `pem` switches on STARTTLS."""

    def __init__(self, pem: Path | None = None, password: str = PASSWORD):
        self.script: deque[Mode] = deque()
        self.mails: list[EmailMessage] = []
        self.dealt, self.tried, self.encrypted, self.password = Mode.ACCEPT, 0, [], password
        secure = {}
        if pem:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(pem)
            secure = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": self.authenticated}
        self.controller = AnyPort(self, hostname="127.0.0.1", port=0, **secure)

    def __enter__(self) -> "MailServer":
        self.controller.start()
        self.port = self.controller.port
        return self

    def __exit__(self, *_problem) -> None:
        self.controller.stop()

    def authenticated(self, _server, _session, _envelope, _mechanism, data):
        # "Not handled": the one who is refused still waits for the answer, which the server is to give.
        return AuthResult(success=(data.login, data.password) == (NAME.encode(), self.password.encode()), handled=False)

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.dealt, self.tried = self.script.popleft() if self.script else Mode.ACCEPT, self.tried + 1
        self.encrypted.append(session.ssl is not None)
        if self.dealt is Mode.SENDER_REFUSED:
            return self.dealt.value
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.dealt in (Mode.NO_SUCH_ADDRESS, Mode.ADDRESS_LATER):
            return self.dealt.value
        if self.dealt is Mode.CUT:
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        if self.dealt in (Mode.TEXT_REFUSED, Mode.TEXT_LATER):
            return self.dealt.value
        self.mails.append(message_from_bytes(envelope.content, policy=SMTP))
        if self.dealt is Mode.DROP:
            server.transport.abort()
        return self.dealt.value if self.dealt is Mode.MUMBLE else "250 taken"
