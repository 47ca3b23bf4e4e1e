"""A notice on the person's own phone: asked for with a press, encrypted by the app, opened by a push service, shown by the real worker, tapped."""

import json
from datetime import date

import pytest
from playwright.sync_api import expect

from e2e.conftest import PUSH_KEY
from e2e.screens.phone import Phone
from e2e.screens.worker_line import WorkerLine
from tests.push_server import PushServer
from webapp.channels.push_key import PushKey

# All that is not the browser's own: where its push service is, and its half of the keys.
STUB = """PushManager.prototype.subscribe = async function (how) {
  window.wanted = [how.userVisibleOnly, Array.from(how.applicationServerKey)];
  const { endpoint, p256dh, auth } = GIVEN;
  return { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
};"""
# To ask again and again what is shown, from before it is, would be asking about a notice that is only half there.
LISTEN = """() => {
  const show = registration.showNotification.bind(registration);
  self.told = new Promise((tell) => {
    registration.showNotification = (...words) => show(...words).then(() => tell("shown"), (problem) => tell(String(problem)));
  });
}"""
TOLD = """() => Promise.race([self.told, new Promise((give) => setTimeout(() => give("no push came"), 15000))])"""
SHOWN = """() => registration.getNotifications().then((all) => all.map((one) => [one.title, one.body]))"""
TAP = """async () => {
  const [notification] = await registration.getNotifications();
  self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
}"""


@pytest.fixture
def service(surgery):
    with PushServer() as server:
        surgery.settings.push_service_for_tests = server.url
        server.key = PushKey.from_text(PUSH_KEY).shown
        yield server


@pytest.mark.parametrize("engine", ["whole_chromium"], indirect=True)
def test_a_real_push_is_shown_by_the_worker_and_a_tap_leads_in(somebody, surgery, service):
    page = somebody(permissions=["notifications"])
    page.add_init_script(STUB.replace("GIVEN", json.dumps(service.browser("sams"))))
    # given a phone of their own, on which a text is chosen. The worker is there before anybody is signed in.
    page.goto("/demo")
    phone = Phone(page)
    phone.be("Sam Carter")
    page.goto("/more")
    page.get_by_role("link", name="Messages on this phone").click()
    mine = page.url
    page.get_by_role("button", name="Turn on messages here").click()
    expect(page.get_by_text("Messages are on in this browser.")).to_be_visible()
    page.goto(mine.replace("reminders", "plan/nudges"))
    page.get_by_label("Every week").check()
    page.get_by_role("button", name="Text me").first.click()
    # when it falls due, the push service opens what the app sealed, and the browser brings it to the worker
    surgery.later(7)
    (taken,) = service.taken
    line, (worker,) = WorkerLine(page, surgery.url), page.context.service_workers
    page.goto(mine)
    worker.evaluate(LISTEN)
    line.bring_push(taken.text.decode())
    assert worker.evaluate(TOLD) == "shown"
    assert worker.evaluate(SHOWN) == [["In My Words", "There is something new for you."]]
    # then a tap asks who it is, for the time here is over, and leads to the plan
    page.context.clear_cookies(name="in")
    worker.evaluate(TAP)
    phone.give_birth_date(date(1950, 3, 14))
    phone.go_on()
    expect(page).to_have_url(mine.replace("reminders", "plan"))
    surgery.later(1)
    assert len(service.taken) == 1 and page.complaints == []
