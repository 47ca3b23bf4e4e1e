"""Every way a mail server can answer, over a real line."""

import pytest
from sqlmodel import select

from tests.channels.certificate import certificate
from tests.mail_server import NAME, PASSWORD, MailServer, Mode
from webapp.channels import TryLater
from webapp.channels.choice import channels_for
from webapp.channels.email import Email
from webapp.channels.line import certificates
from webapp.messages.models import MessageState, QueueEntry
from webapp.people.models import Way
from webapp.tasks.models import Task, TaskKind

S = MessageState
ADDRESS = "sam@example.org"


@pytest.fixture
def mail(clock):
    with MailServer() as server:
        yield server


@pytest.fixture
def by_email(settings, mail):
    said = {"email": "smtp", "smtp_host": "127.0.0.1", "smtp_port": mail.port, "smtp_security": "none", "smtp_timeout": 2.0}
    return settings.model_copy(update=said | {"email_from": "Tree Tops Surgery <hello@treetops.example>"})


@pytest.fixture
def post(database, by_email, send):
    """One look at the queue, with every channel the settings name."""
    return lambda: send(channels_for(by_email, database))


def an_email(queue, **changes):
    return queue(to=ADDRESS, way=Way.EMAIL, **changes)


def failed_tasks(session) -> list[str | None]:
    return [task.why for task in session.exec(select(Task).where(Task.kind == TaskKind.FAILED_MESSAGE))]


def test_an_email_goes_once_with_our_reference_and_says_who_it_is_from_and_how_to_stop(mail, queue, post, session):
    message = an_email(queue)
    assert (post(), post()) == (1, 0)
    (found,) = mail.mails
    assert found["Message-ID"] == f"<{message.id}@treetops.example>" == message.provider_id
    assert (found["To"], found["Subject"], found["Auto-Submitted"]) == (ADDRESS, "A message from Tree Tops Surgery", "auto-generated")
    text = found.get_content()
    assert found.get_content_type() == "text/plain" and "your talk is on Tue 15 Dec at 10:30am" in text
    assert "Want no more e-mails? Phone 01632 960001" in text
    assert (message.state, session.get(QueueEntry, message.id)) == (S.ACCEPTED, None)


@pytest.mark.parametrize(("mode", "why"), [(Mode.NO_SUCH_ADDRESS, "address_refused"), (Mode.TEXT_REFUSED, "mail_refused")])
def test_a_refusal_for_good_ends_at_a_human(mode, why, mail, queue, post, session):
    mail.script.append(mode)
    message = an_email(queue)
    assert (post(), post()) == (1, 0)
    assert (message.state, message.why, mail.mails, failed_tasks(session)) == (S.FAILED, why, [], [why])


@pytest.mark.parametrize("mode", [Mode.ADDRESS_LATER, Mode.TEXT_LATER, Mode.SENDER_REFUSED, Mode.CUT])
def test_what_is_only_for_now_is_tried_again_and_goes_once(mode, mail, queue, post, later, session):
    mail.script += [mode, mode]
    message = an_email(queue)
    post()
    assert (message.state, mail.mails) == (S.DUE, [])
    later(minutes=6)
    post()
    assert (message.state, len(mail.mails), mail.tried, failed_tasks(session)) == (S.ACCEPTED, 1, 3, [])


@pytest.mark.parametrize("mode", [Mode.DROP, Mode.MUMBLE])
def test_a_lost_answer_ends_at_a_human_and_the_email_is_never_sent_again(mode, mail, queue, post, later, session):
    mail.script.append(mode)
    message = an_email(queue)
    post()
    assert message.state is S.UNKNOWN
    later(hours=1)
    post()
    later(hours=1)
    post()
    assert (mail.tried, len(mail.mails), message.state, message.why) == (1, 1, S.FAILED, "never_known")
    assert failed_tasks(session) == ["never_known"]


@pytest.mark.parametrize(("password", "state"), [(PASSWORD, S.ACCEPTED), ("wrong", S.DUE)])
def test_an_email_leaves_encrypted_and_signed_in_or_not_at_all(password, state, queue, send, by_email, tmp_path, monkeypatch):
    pem = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    certificates.cache_clear()
    with MailServer(pem) as server:
        changes = {"smtp_host": "localhost", "smtp_port": server.port, "smtp_security": "starttls", "smtp_user": NAME, "smtp_password": password}
        message = an_email(queue)
        channel = Email(by_email.model_copy(update=changes))
        send({Way.EMAIL: channel})
        assert (message.state, set(server.encrypted)) == (state, {True} if state is S.ACCEPTED else set())
        if state is S.DUE:
            with pytest.raises(TryLater, match="mail_forbidden"):
                channel.send(ADDRESS, message.body, str(message.id))
    certificates.cache_clear()


def test_without_starttls_nothing_leaves(mail, queue, send, by_email):
    message = an_email(queue)
    send({Way.EMAIL: Email(by_email.model_copy(update={"smtp_security": "starttls"}))})
    assert (mail.tried, message.state) == (0, S.DUE)


@pytest.mark.parametrize("address", ["sam@example.org\nBcc: all@example.org", "sam@example.org, ann@example.org", "nobody", "sám@example.org"])
def test_what_is_no_single_address_is_refused_before_anything_leaves(address, mail, queue, post, session):
    queue(to=address, way=Way.EMAIL)
    post()
    assert (mail.tried, failed_tasks(session)) == (0, ["address_refused"])
