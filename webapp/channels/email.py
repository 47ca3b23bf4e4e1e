"""E-mail over SMTP (RFC 5321) with Python's own library, as plain text. Its Message-ID is made of our reference.

Until the last line of a message has gone nobody can have taken it; from then on a lost answer may mean either, and no mail server can be asked.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from time import monotonic

from webapp.base.logs import log
from webapp.channels import CannotBeAsked, NoAnswer, Refused, TryLater
from webapp.channels.line import certificates
from webapp.channels.switchboard import aside
from webapp.settings import Settings

BROKE = (OSError, smtplib.SMTPException, ValueError)
GOES_ON, TAKEN = 354, range(200, 300)
# Connecting, a greeting, STARTTLS, signing in twice over, four commands of the message and its text.
STEPS = 10


class Email:
    """`settings.smtp_timeout` is the longest wait for one answer, in seconds."""

    can_be_asked = False

    def __init__(self, settings: Settings):
        self.settings = settings
        self.patience = STEPS * settings.smtp_timeout

    def send(self, to: str, body: str, reference: str) -> str:
        message = self.message(to, body, reference)
        try:
            # The library waits inside each call, so the whole conversation has a thread of its own.
            return aside(lambda: self.hand_over(to, message), monotonic() + self.patience, lambda _late: None)
        except TimeoutError:
            raise NoAnswer("too slow") from None

    def found(self, reference: str) -> str | None:
        raise CannotBeAsked("no mail server tells what it took")

    def message(self, to: str, body: str, reference: str) -> EmailMessage:
        subject, _blank, text = body.partition("\n\n")
        made = EmailMessage(policy=SMTP)
        made["From"], made["Subject"] = self.settings.email_from, subject
        try:
            made["To"] = to
        except (ValueError, MessageError, IndexError):
            raise Refused("address_refused") from None
        if not to.isascii() or [one.addr_spec for one in made["To"].addresses if one.domain] != [to]:
            raise Refused("address_refused")
        made["Date"], made["Message-ID"] = formatdate(usegmt=True), f"<{reference}@{made['From'].addresses[0].domain}>"
        # No out-of-office answer comes to it (RFC 3834).
        made["Auto-Submitted"] = "auto-generated"
        made.set_content(text, cte="quoted-printable")
        return made

    def hand_over(self, to: str, message: EmailMessage) -> str:
        with self.connected() as server:
            # Its first answers: nothing has gone yet, so a broken line means later.
            try:
                ready(server, message["From"].addresses[0].addr_spec, message["To"].addresses[0].addr_spec)
            except BROKE:
                raise TryLater("mail_fault") from None
            try:
                server.send(smtplib.quotedata(message.as_bytes().decode("ascii")).removesuffix("\r\n") + "\r\n.\r\n")  # type: ignore[attr-defined]
                code, _words = server.getreply()
            except BROKE:
                raise NoAnswer("the line broke after the text") from None
            taken(code)
            with suppress(*BROKE):
                server.putcmd("quit")
            return str(message["Message-ID"])

    @contextmanager
    def connected(self) -> Iterator[smtplib.SMTP]:
        """Signed in. Raises TryLater: nothing has gone."""
        server = None
        try:
            server = self.open()
        except smtplib.SMTPAuthenticationError:
            log.error("mail_forbidden", hint="check the name and the password of the mail server")
            raise TryLater("mail_forbidden") from None
        except (*BROKE, smtplib.SMTPNotSupportedError) as problem:
            log.warning("mail_not_reached", kind=type(problem).__name__)
            raise TryLater("mail_fault") from None
        try:
            yield server
        finally:
            server.close()

    def open(self) -> smtplib.SMTP:
        wanted = self.settings
        where = {"host": wanted.smtp_host, "port": wanted.smtp_port, "timeout": wanted.smtp_timeout}
        server = smtplib.SMTP_SSL(**where, context=certificates()) if wanted.smtp_security == "tls" else smtplib.SMTP(**where)
        try:
            server.ehlo_or_helo_if_needed()
            if wanted.smtp_security == "starttls":
                encrypt(server, certificates())
            if wanted.smtp_user:
                server.login(wanted.smtp_user, wanted.smtp_password)
        except BaseException:
            server.close()
            raise
        return server


def encrypt(server: smtplib.SMTP, context: ssl.SSLContext) -> None:
    """Raises SMTPException when the server does not: a message never goes in the clear."""
    code, _words = server.starttls(context=context)
    if code not in TAKEN:
        raise smtplib.SMTPException("no STARTTLS")
    server.ehlo()


def ready(server: smtplib.SMTP, sender: str, to: str) -> None:
    """Up to where the text may follow. Raises Refused or TryLater."""
    code, _words = server.mail(sender)
    if code not in TAKEN:
        # Our own sender, not this person's address: it goes when that is put right.
        log.error("mail_sender_refused", code=code)
        raise TryLater("mail_forbidden" if code >= 500 else "mail_busy")
    code, _words = server.rcpt(to)
    judged(code, TAKEN, "address_refused")
    code, _words = server.docmd("data")
    judged(code, range(GOES_ON, GOES_ON + 1), "mail_refused")


def taken(code: int) -> None:
    if not 200 <= code < 600 or 300 <= code < 400:
        raise NoAnswer("an answer that cannot be read")
    judged(code, TAKEN, "mail_refused")


def judged(code: int, well: range, refused: str) -> None:
    """4xx is for now, 5xx for good (RFC 5321, 4.2.1)."""
    if code in well:
        return
    if 500 <= code < 600:
        raise Refused(refused)
    raise TryLater("mail_busy")
