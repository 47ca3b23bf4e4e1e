"""Sam with a phone of their own, on a Tuesday in sending hours; a push service and GOV.UK Notify stand on this machine."""

from datetime import date

import pytest

from tests.messages.conftest import *  # noqa: F403
from tests.notify_server import API_KEY, TEMPLATE
from tests.push_server import PushServer
from webapp.accounts.changes import account_of_person, start_sign_in
from webapp.accounts.models import Tier
from webapp.accounts.phones import remember_phone
from webapp.channels.choice import channels_for
from webapp.channels.push_key import PushKey
from webapp.outbox.sending import drain

KEY = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"


@pytest.fixture
def service(clock):
    with PushServer() as server:
        server.key = PushKey.from_text(KEY).shown
        yield server


@pytest.fixture
def settings(settings, service, notify):
    texts = {"sms": "notify", "notify_api_key": API_KEY, "notify_template_id": TEMPLATE, "notify_base_url": notify.url}
    return settings.model_copy(update=texts | {"push_key": KEY, "push_contact": "it@example.org", "push_service_for_tests": service.url, "push_timeout": 1.0})


@pytest.fixture
def phone(browse, session, person):
    """`phone()` is a browser in which Sam is signed in and remembered."""

    def phone(who=person):
        browser = browse()
        account = account_of_person(session, who.id)
        token, row = remember_phone(session, account=account, until_on=date(2027, 12, 1))
        signed_in = start_sign_in(session, account=account, tier=Tier.OWN, phone_id=row.id)
        session.commit()
        for name, value in (("phone", token), ("in", signed_in)):
            browser.client.set_cookie(name, value)
        browser.client.environ_base["HTTP_USER_AGENT"] = ANDROID
        return browser

    return phone


ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def reminders(person) -> str:
    return f"/people/{person.id}/reminders"


@pytest.fixture
def sams(phone, service, reminders):
    """Sam's phone, with reminders on."""
    browser = phone()
    assert browser.post(reminders, service.browser("sams")).status_code == 303
    return browser


@pytest.fixture
def work(database, settings, session):
    """`work()`: what the worker does within a minute, its jobs on phones' notices included."""
    from webapp.push.jobs import settle_notices

    def work() -> None:
        session.rollback()
        for _ in range(2):
            drain(database, channels_for(settings, database), settings)
            settle_notices(database)
        session.expire_all()

    return work
