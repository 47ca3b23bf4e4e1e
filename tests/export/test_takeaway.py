"""What somebody takes out of the system, walked through: the ways there are, the PDF, the card, the sealed file."""

import re

import pytest

from tests.browsing import markup, words
from tests.doors.through import rows
from tests.export.conftest import both_say_yes
from tests.papers.reading import Read
from tests.people_cast import sign_in
from webapp.access.models import AccessLogEntry
from webapp.accounts.changes import account_of_carer, account_of_person, start_sign_in
from webapp.accounts.models import Tier
from webapp.base.clock import today
from webapp.export.sealed_file import opened
from webapp.pathway.models import Stage
from webapp.plans.changes import Hand
from webapp.plans.models import Side
from webapp.sittings.models import KeptForm

PASSWORD = "otter lemon boat piano acid"
TWICE = {"password": PASSWORD, "password_again": PASSWORD}
NOT_ASKED_FOR = ("Two visits a day", "Twelve pounds")


def read(browser, plan: str, **asked) -> Read:
    reply = browser.post(f"{plan}/papers", asked)
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    return Read(reply.data)


def test_each_way_is_named_and_leads_somewhere(sam, plan, browse, session, cast):
    page = markup(sam.get(f"{plan}/takeaway"))
    ways = re.findall(r'<h2><a href="([^"]+)"', page)
    assert len(ways) == 6 and {sam.get(way).status_code for way in ways} == {200}
    assert f'href="{plan}/takeaway"' in markup(sam.get(plan))
    # Staff print for a person; what is locked and lasts is the person's own.
    assert f'href="{plan}/file"' in markup(sam.get(f"{plan}/data")) and sam.get(f"{plan}/file").get_json(force=True)["type"] == "document"
    nurse = sign_in(browse(), session, cast.nurse)
    assert "locked file" not in words(nurse.get(f"{plan}/takeaway")) and nurse.get(f"{plan}/sealed-file").status_code == 404


@pytest.mark.parametrize(("language", "tag", "title", "foot"), [("en", "en-GB", "My plan", "Page 2 of"), ("cy", "cy", "Fy nghynllun", "")])
def test_the_whole_plan_is_a_tagged_file(sam, plan, cast, language, tag, title, foot):
    made = read(sam, plan, what="full", language=language, size="18")
    assert (made.is_tagged, made.language, made.title) == (True, tag, title)
    assert made.headings()[0] == ("H1", f"{title}: Sam Carter") and made.size_of("Walk to the pool") == 18
    own = [
        "Biscuit",
        "Chest pain that does not go",
        "Swim with my grandson",
        "Walk to the pool",
        "Send the inhaler",
        "Do I start insulin?",
        "Wait three months",
        "I take it with lunch",
        "07700 900321",
    ]
    assert [said for said in own if said not in made.words] == []
    for sheet in made.pages:
        assert "999" in sheet and "111" in sheet and "01632 960001" in sheet and "Sam Carter" in sheet and str(today().year) in sheet
    assert foot in made.pages[1] and made.words.index("Chest pain") < made.words.index("Swim with")
    assert not any(said in made.words for said in (*NOT_ASKED_FOR, "1950")) and cast.person.nhs_number not in re.sub(r"\s", "", made.words)


def test_the_plan_on_a_page_is_two_sides_at_most_and_the_same_at_each_size(sam, plan):
    found = {size: read(sam, plan, what="page", size=str(size)) for size in (16, 18, 24)}
    assert len(found[16].pages) <= 2 and len({made.words for made in found.values()}) == 1
    assert [made.size_of("Look up the bus") for made in found.values()] == list(found)


def test_only_what_was_ticked_is_on_it_too(sam, plan, cast):
    made = read(sam, plan, what="full", number="yes", costs="yes")
    assert cast.person.nhs_number in made.words.replace(" ", "") and all(said in made.words for said in NOT_ASKED_FOR)


def test_who_looks_after_themselves_takes_the_way_back_along(sam, plan, session, cast):
    cast.cycle.stage = Stage.LOOKING_AFTER_MYSELF
    session.add(cast.cycle)
    session.commit()
    back = f"I look after myself for now. The way back: {cast.practice.name}, {cast.practice.phone}"
    assert all(back.replace(" ", "") in read(sam, plan, what=what).words.replace(" ", "") for what in ("full", "page"))
    assert "I look after myself for now." in opened(sam.post(f"{plan}/sealed-file", TWICE).data, PASSWORD).page_html


def test_a_save_of_somebody_who_holds_the_plan_reads_as_in_the_app(sam, plan, session, cast):
    phone = account_of_carer(session, number="+447700900456", index="x")
    ann = Hand(phone.id, Side.PERSON, helped_by="Ann Carter", holds=True)
    cast.save(session, None, by=ann, danger="Blue lips: phone 999", usual="I walk with a stick")
    both_say_yes(session, cast)
    full = read(sam, plan, what="full").words.replace(" ", "")
    said = re.findall(r"Somebodywhoholdsyourplan,\w+:AnnCarter", full)
    # Danger signs stand on top, without a name: under their own heading it is said whose they are.
    assert len(said) == 2 and "Withhelpfrom" not in full


def test_a_sealed_file_is_made_without_script_and_nothing_of_the_password_stays(sam, plan, session, capsys):
    page = sam.get(f"{plan}/sealed-file")
    offered = re.search(r'lang="en" dir="ltr">([a-z ]+)</b>', markup(page))[1]
    assert len(offered.split()) == 5 and "We cannot open it for you" in words(page)
    reply = sam.post(f"{plan}/sealed-file", TWICE)
    assert reply.headers["Content-Disposition"] == 'attachment; filename="my-locked-file.html"' and "no-store" in reply.headers["Cache-Control"]
    bundle, inside = opened(reply.data, PASSWORD)
    assert bundle["resourceType"] == "Bundle"
    assert all(said in inside for said in ("Sam Carter", "Chest pain", "Walk to the pool", "data:image/svg+xml", *NOT_ASKED_FOR))
    kept = b"".join(str(row).encode() for row in rows(session, AccessLogEntry)) + capsys.readouterr().out.encode()
    assert b"plan.export" in kept and b"otter" not in kept
    assert "made a file of your plan to keep" in words(sam.get(plan.replace("/plan", "/access-log")))


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("", "", "That is too short."),
        ("198019801980", "198019801980", "Numbers alone are found out fast."),
        ("Sam Carter 1950", "Sam Carter 1950", "easy to guess"),
        (PASSWORD, "otter lemon", "The two are not the same."),
    ],
)
def test_a_password_that_will_not_do_is_told_kindly_and_never_given_back(sam, plan, password, again, said):
    reply = sam.post(f"{plan}/sealed-file", {"password": password, "password_again": again})
    assert reply.status_code == 422 and said in words(reply)
    assert not password or password not in markup(reply)


def test_a_code_from_the_desk_alone_makes_no_file_and_what_came_too_late_keeps_no_password(plan, browse, session, cast):
    by_desk, account = browse(), account_of_person(session, cast.person.id)
    by_desk.client.set_cookie("in", start_sign_in(session, account=account, tier=Tier.STRONG, given_by=cast.nurse.id))
    session.commit()
    assert by_desk.post(f"{plan}/sealed-file", TWICE).status_code == 409 and "sign in on your own phone" in words(by_desk.get(f"{plan}/sealed-file"))
    own = sign_in(browse(), session, cast.person, Tier.OWN)
    assert own.post(f"{plan}/sealed-file", TWICE).status_code == 401
    assert PASSWORD not in str([row.model_dump() for row in rows(session, KeptForm)])


def test_who_has_no_plan_yet_is_shown_that(browse, session, cast):
    own, plan = sign_in(browse(), session, cast.person, Tier.STRONG), f"/people/{cast.person.id}/plan"
    for path in ("takeaway", "sealed-file"):
        assert "You do not have a plan yet." in words(own.get(f"{plan}/{path}"))
    assert own.get(f"{plan}/card").status_code == own.post(f"{plan}/papers").status_code == 303 and own.post(f"{plan}/sealed-file", TWICE).status_code == 409
