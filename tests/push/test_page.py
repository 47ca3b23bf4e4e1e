"""A person's page of reminders on their own phone, and what ends them."""

import re

import pytest

from tests.browsing import Forms, markup, words
from tests.doors.through import rows
from tests.people_cast import a_person, sign_in
from webapp.accounts.changes import account_of_person
from webapp.accounts.models import RememberedPhone
from webapp.accounts.phones import end_phone
from webapp.push.models import Device, Ended, PushSubscription
from webapp.push.rules import browser_of, device_of


def test_on_a_test_and_off_again_each_by_one_press(sams, reminders, session, service, work, person):
    page = sams.get(reminders)
    assert "This phone, Chrome" in words(page) and "no-store" in page.headers["Cache-Control"]
    trial, ending = (next(form["action"] for form in Forms(markup(page)).found if form["action"].endswith(last)) for last in ("trial", "ending"))
    sent = sams.follow(sams.post(trial))
    assert "A test is on its way" in words(sent)
    work()
    assert (service.asked["sams"] == 1 and "It last worked on Tuesday" in words(sams.get(reminders))) or "It last worked on" in words(sams.get(reminders))
    assert "This phone, Chrome" not in words(sams.follow(sams.post(ending)))
    row = rows(session, PushSubscription)[0]
    assert row.ended_why is Ended.OFF and row.ended_by_id == account_of_person(session, person.id).id and row.ended_at
    session.commit()
    assert sams.post(ending).status_code == sams.post(trial).status_code == 404


def test_what_a_browser_gave_is_kept_sealed(sams, session, service):
    row = rows(session, PushSubscription)[0]
    kept = " ".join(str(value) for value in row.model_dump().values())
    given = service.browsers["sams"].given(service.url)
    assert row.address.endpoint == given["endpoint"] and not any(part in kept for part in given.values())


@pytest.mark.parametrize("spoilt", [{"endpoint": "https://evil.example/push"}, {"endpoint": ""}, {"p256dh": "x"}, {"auth": "é" * 40}])
def test_what_no_browser_of_ours_would_give_is_refused_kindly(spoilt, phone, service, reminders, session):
    reply = phone().post(reminders, service.browser() | spoilt)
    assert reply.status_code == 422 and "Until then you get texts" in words(reply) and rows(session, PushSubscription) == []


def test_it_is_offered_only_on_ones_own_phone_and_other_peoples_devices_are_not_there(sams, browse, session, practice, person, reminders, service):
    other = a_person(session, practice, given="Ann")
    anns = sign_in(browse(), session, other)
    assert "only on a phone that is your own" in words(anns.get(f"/people/{other.id}/reminders"))
    assert anns.post(f"/people/{other.id}/reminders", service.browser()).status_code == 422
    device = rows(session, PushSubscription)[0]
    assert anns.post(f"/people/{other.id}/reminders/{device.id}/ending").status_code == 404
    assert anns.post(f"{reminders}/{device.id}/trial").status_code == 404 and rows(session, PushSubscription)[0].ended_at is None


def test_signing_out_ends_it_and_signing_in_anew_does_not(sams, session, person, reminders):
    def why():
        return [row.ended_why for row in rows(session, PushSubscription)]

    sign_in(sams, session, person)
    assert why() == [None] and "Chrome" in words(sams.get(reminders))
    sams.post("/sign-out")
    assert why() == [Ended.SIGNED_OUT]


def test_a_forgotten_phone_ends_it_at_once_and_the_fact_is_dated(sams, session, reminders, person, work, queue, service, notify):
    row = rows(session, RememberedPhone)[0]
    end_phone(session, phone_id=row.id, account_id=row.account_id, by=None)
    queue()
    work()
    assert service.asked["sams"] == 0 and len(notify.texts) == 1
    assert rows(session, PushSubscription)[0].ended_why is Ended.PHONE


def test_the_same_phone_remembered_anew_keeps_it(sams, session, reminders, clock):
    sams.post("/sign-in/own-phone", {"own": "yes"})
    first, second = sorted(rows(session, RememberedPhone), key=lambda one: one.made_at)
    row = rows(session, PushSubscription)[0]
    assert first.ended_at and row.phone_id == second.id and row.ended_at is None and "Chrome" in words(sams.get(reminders))


def in_step(browser, before: str, given: dict | None = None) -> str:
    return browser.post("/push-address", {"before": before, **(given or {})}).get_json()["standing"]


def test_a_browsers_new_address_takes_the_place_of_the_old_without_a_sign_in(sams, service, session, reminders, browse):
    before, after = service.browsers["sams"].given(service.url), service.browser("anew")
    assert in_step(browse(), before["endpoint"], after) == "off" == in_step(sams, "https://x/", after)
    sams.client.delete_cookie("in")
    assert in_step(sams, before["endpoint"], before) == "on" and len(rows(session, PushSubscription)) == 1
    assert in_step(sams, before["endpoint"], after) == "on"
    old, new = sorted(rows(session, PushSubscription), key=lambda row: row.made_at)
    assert (old.ended_why, new.ended_why) == (Ended.REPLACED, None) and new.address.endpoint == after["endpoint"] and new.device is Device.PHONE
    assert in_step(sams, after["endpoint"], {"endpoint": "https://evil.example/"}) == "off"
    assert {row.ended_why for row in rows(session, PushSubscription)} == {Ended.REPLACED, Ended.BROWSER}


def test_two_people_of_one_phone_each_say_yes_and_no_for_themselves(sams, session, practice, reminders, service, phone):
    other = a_person(session, practice, given="Ann")
    anns = phone(other)
    both = sams.client.get_cookie("phone").value + "." + anns.client.get_cookie("phone").value
    anns.client.set_cookie("phone", both)
    given = service.browsers["sams"].given(service.url)
    assert anns.post(f"/people/{other.id}/reminders", given).status_code == 303
    off = re.search(r'action="([^"]+/ending)"', markup(anns.get(f"/people/{other.id}/reminders")))[1]
    anns.post(off)
    assert "data-wanted" in markup(anns.get(f"/people/{other.id}/reminders")) and "Chrome" in words(sams.get(reminders))


def test_without_a_key_nothing_is_offered_and_the_worker_has_no_such_part(apps, settings, database, session, person, phone, reminders):
    from tests.browsing import Browsing

    assert "notificationclick" in phone().get("/sw.js").get_data(as_text=True)
    browser = sign_in(Browsing(apps.over(settings.model_copy(update={"push_key": ""}), database)), session, person)
    assert "Just now no phone can have this" in words(browser.get(reminders))
    assert "notificationclick" not in browser.get("/sw.js").get_data(as_text=True)


@pytest.mark.parametrize(
    ("said", "device", "browser"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile/15E148 Safari/604.1", Device.PHONE, "Safari"),
        ("Mozilla/5.0 (iPad; CPU OS 16_4 like Mac OS X) AppleWebKit/605.1.15 CriOS/120.0 Mobile/15E148 Safari/604.1", Device.TABLET, "Chrome"),
        ("Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Safari/537.36", Device.TABLET, "Samsung Internet"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", Device.PHONE, "Firefox"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", Device.COMPUTER, "Edge"),
        ("", Device.COMPUTER, ""),
    ],
)
def test_a_device_is_named_as_its_owner_would(said, device, browser):
    assert device_of(said) is device and browser_of(said) == browser


def test_of_too_many_devices_the_oldest_goes(phone, service, reminders, session, clock, later):
    for number in range(11):
        phone().post(reminders, service.browser(str(number)))
        later(minutes=1)
    found = sorted(rows(session, PushSubscription), key=lambda row: row.made_at)
    assert [row.ended_why for row in found] == [Ended.REPLACED, *[None] * 10]
