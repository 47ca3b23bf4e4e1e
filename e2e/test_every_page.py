"""Every page the app can show, in three themes: axe finds nothing, nothing scrolls sideways, the content policy refuses nothing.

A page that no list here names fails `test_no_page_is_forgotten`.
"""

import re
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from e2e.pages import ABOUT_PAGES, ELSEWHERE, MANAGERS_PAGES, NURSES_PAGES, OPEN_PAGES, OWN_PAGES, STAFF_PAGES
from e2e.screens.carer import come_in, share, vouch
from e2e.screens.checks import broken_in_themes, decision_at_the_desk, faults, sideways, talk_and_decision
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from webapp.base.clock import pathway_now, today
from webapp.grants.models import SharedPart
from webapp.grants.rules import rights_for
from webapp.grants.words import PARTS
from webapp.pathway.changes import begin_next_year, move
from webapp.pathway.models import Stage
from webapp.pathway.queries import appointments_of, open_cycle
from webapp.people.models import Person
from webapp.plans.changes import open_plan


def id_of(surgery, surname: str) -> str:
    with surgery.database.reading() as session:
        return str(session.exec(select(Person.id).where(Person.surname == surname)).first())


def test_no_page_is_forgotten(surgery):
    named = {path.split("?")[0] for path in OPEN_PAGES + STAFF_PAGES + NURSES_PAGES + MANAGERS_PAGES} | {
        f"/people/<uuid:person_id>/{path}".split("?")[0] for path in OWN_PAGES
    }
    named |= {f"/people/<uuid:person_id>{path}" for path in ABOUT_PAGES}
    named |= {path.replace("Z99901", "<surgery>") for path in named}
    named |= {re.sub(r"/\d$", "/<int:number>", path.replace("feeling_in_charge", "<name>")) for path in named} | ELSEWHERE
    pages = {rule.rule for rule in surgery.app.url_map.iter_rules() if "GET" in rule.methods}
    assert sorted(pages - named) == []


def planted(page, sheet: str) -> None:
    """The help page with one more sheet."""
    page.goto("/help")
    page.evaluate("sheet => { const more = new CSSStyleSheet(); more.replaceSync(sheet); document.adoptedStyleSheets = [more]; }", sheet)


def kinds(found: list[str]) -> list[str]:
    return [":".join(fault.split(":")[:2]) for fault in found]


PALE, NO_HEADING = "p{color:#777 !important}", "h1{display:none !important}"


@pytest.mark.parametrize(
    ("light", "cream", "dark"),
    [("", "", PALE), ("", PALE, NO_HEADING), (PALE, NO_HEADING, ""), (NO_HEADING, "", PALE)],
)
def test_what_is_wrong_in_one_theme_alone_is_found(somebody, light, cream, dark):
    page = somebody()
    sheets = {"light": light, "cream": cream, "dark": dark}
    planted(page, "".join(f"[data-theme={theme}] {sheet}" for theme, sheet in sheets.items() if sheet))
    rules = {PALE: "color-contrast", NO_HEADING: "page-has-heading-one"}
    assert kinds(broken_in_themes(page, 360)) == [f"{theme}: {rules[sheet]}" for theme, sheet in sheets.items() if sheet]


def test_what_is_wrong_at_one_width_alone_is_found(somebody):
    page = somebody(desk=True)
    page.add_init_script(f"""const more = new CSSStyleSheet();
      more.replaceSync('@media (max-width:400px) and (min-width:330px) {{ {NO_HEADING} }}');
      document.adoptedStyleSheets = [more];""")
    assert [fault[: fault.rindex(":")] for fault in faults(page, "/help", 1280, 360)] == ["/help 360 px light: page-has-heading-one"]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("main{min-inline-size:330px}", ["at 320 px (", "at 400 % ("]),
        ("@media (max-height:256px){main{min-inline-size:330px}}", ["at 400 % ("]),
        ("@media (min-height:600px) and (max-width:320px){main{min-inline-size:330px}}", ["at 320 px ("]),
        ("main bdi{display:inline-block;inline-size:3rem;white-space:normal !important}", ["lines at 320 px", "lines at 400 %"]),
    ],
)
def test_what_does_not_fit_is_found(somebody, sheet, found):
    page = somebody()
    planted(page, sheet)
    told = sideways(page, "/help")
    assert all(any(words in fault for words in found) for fault in told) and all(any(words in fault for fault in told) for words in found)


def test_pages_anyone_may_open(somebody, surgery):
    page = somebody()
    page.goto("/")
    link = Phone(page).newest_text("07700 900104", "/i/").get_by_role("link").get_attribute("href")
    found = [fault for path in [*OPEN_PAGES, "/offline/en", link, "/i/abcdefghijkm", "/nowhere"] for fault in faults_but_status(page, path)]
    assert found == [] and page.complaints == []


def faults_but_status(page, path: str) -> list[str]:
    """A page that says 404 or 410 on purpose is still looked at."""
    page.complaints_before = list(page.complaints)
    found = faults(page, path)
    expected = path in ("/i/abcdefghijkm", "/nowhere")
    if expected:
        page.complaints[:] = page.complaints_before
    return sideways(page, path) if expected else found


def test_a_persons_pages(somebody, surgery):
    phone = Phone(somebody())
    phone.be("Sam Carter")
    me = id_of(surgery, "Carter")
    assert [fault for path in OWN_PAGES for fault in faults(phone.page, f"/people/{me}/{path}")] == []
    handed = {f"/people/{me}/mood/2": {"answer": "3"}, f"/people/{me}/letterbox": {"words-hard": "stairs", "press": "help"}}
    assert [fault for path, form in handed.items() for fault in faults(phone.page, posted(phone.page, path, form))] == []
    phone.page.goto(f"/people/{me}/plan")
    goal = phone.page.get_by_role("link", name="Change this goal").first.get_attribute("href")
    phone.page.goto(f"/people/{me}/plan/album")
    piece = phone.page.get_by_role("link", name="Change this, or take it away").get_attribute("href")
    assert [fault for path in (goal, f"{goal}/progress", piece, *talk_and_decision(phone.page, me)) for fault in faults(phone.page, path)] == []
    assert phone.page.complaints == []


def test_the_pages_of_sharing_with_a_carer(somebody, surgery):
    phone, ann = Phone(somebody()), somebody()
    phone.be("Sam Carter")
    me = id_of(surgery, "Carter")
    share(phone.page, me, *(str(name) for part, (name, _about) in PARTS.items() if part is not SharedPart.PAPERS))
    desk = Desk(somebody(desk=True))
    desk.be("Rita Booking")
    code = vouch(desk, me)
    posted(phone.page, "/sign-in/desk", {"code": code, "birth-day": "14", "birth-month": "3", "birth-year": "1950"})
    phone.page.goto(f"/people/{me}/carers")
    grant = phone.page.locator("article a, section a, .card a").filter(has_text="Change what they see").last.get_attribute("href")
    rights = {f"right-{part.value}": rights_for(part)[-1].value for part in SharedPart}
    assert posted(phone.page, f"{grant}/rights", rights) == f"/people/{me}/carers"
    come_in(ann, surgery)
    ann.goto(f"/carer/people/{me}/plan")
    goal = ann.get_by_role("link", name="Write this together").last.get_attribute("href")
    posted(ann, f"/carer/people/{me}/suggestions/goals", {"words": "Shall we go on Tuesdays?"})
    theirs = ["/carer/home", goal, *(f"/carer/people/{me}/{path}" for path in ("plan", "plan?sent=1", "plan/about", "suggestions/goals"))]
    assert [fault for path in theirs for fault in faults(ann, path)] == []
    mine = [
        f"/people/{me}/carers",
        grant,
        f"{grant}/sight",
        f"{grant}/rights",
        f"/people/{me}/suggestions",
        f"/people/{me}/plan",
        f"/people/{me}/phones",
        f"/people/{me}/passkeys",
        *(f"/people/{me}/plan/{last}" for last in ("copy", "sealed-file", "data")),
    ]
    assert [fault for path in mine for fault in faults(phone.page, path)] == []
    assert phone.page.complaints == ann.complaints == []


def posted(page, path: str, form: dict[str, str]) -> str:
    """The address a post leads to, by the browser's own cookies: what that page says was handed on out of sight."""
    return urlsplit(page.request.post(path, form=form, headers={"Sec-Fetch-Site": "same-origin"}).url).path


@pytest.fixture
def turned(surgery) -> str:
    """Sam's year is over and the next has begun; Gwen's review is due. The id of the year before."""
    with surgery.database.writing() as session:
        sam, gwen = (session.exec(select(Person).where(Person.surname == name)).one() for name in ("Carter", "Griffiths"))
        before, due = open_cycle(session, sam.id), open_cycle(session, gwen.id)
        open_plan(session, person_id=gwen.id).review_on = today()
        for cycle, stages in ((before, (Stage.CONVERSATION,)), (due, (Stage.CONVERSATION, Stage.PLAN_AGREED, Stage.LIVING_IT))):
            for stage in stages:
                move(session, cycle=cycle, to=stage, by=None)
        for talk in appointments_of(session, due.id):
            talk.cancelled_at = pathway_now()
            session.add(talk)
        begin_next_year(session, cycle=before, by=None, why="review")
        return str(before.id)


def test_a_year_before_and_a_review_that_is_due(somebody, surgery, turned):
    phone, desk = Phone(somebody()), Desk(somebody(desk=True))
    phone.be("Sam Carter")
    sam = id_of(surgery, "Carter")
    found = faults(phone.page, f"/people/{sam}/years/{turned}") + faults(phone.page, f"/people/{sam}/years")
    phone.be("Gwen Griffiths")
    found += faults(phone.page, f"/people/{id_of(surgery, 'Griffiths')}/plan")
    assert phone.page.locator("#yearly-talk").count() == 1
    desk.be("Nurse Nadia Green")
    found += [fault for path in ("/staff", f"/people/{sam}/years/desk/{turned}") for fault in faults(desk.page, path)]
    desk.page.goto("/staff")
    assert desk.page.locator("#to-invite").count() == 1
    assert found == [] and phone.page.complaints == desk.page.complaints == []


def test_the_desks_pages(somebody, surgery):
    desk = Desk(somebody(desk=True))
    desk.be("Dr Dev Onduty")
    about = [f"/people/{id_of(surgery, 'Haddad')}{path}" for path in ABOUT_PAGES] + [f"/people/{id_of(surgery, 'van der Berg')}/triage"]
    pages = [path for path in [*STAFF_PAGES, *about] if "imports" not in path and path not in MANAGERS_PAGES]
    assert [fault for path in pages for fault in faults(desk.page, path, 1280, 360)] == []
    searched = [fault for typed in ("zzz", "c", " ") for fault in faults(desk.page, posted(desk.page, "/staff/people", {"q": typed}), 1280, 360)]
    assert searched == [] and desk.page.complaints == []


def test_the_nurses_pages(somebody, surgery):
    desk = Desk(somebody(desk=True))
    desk.be("Nurse Nadia Green")
    me = id_of(surgery, "Carter")
    pages = [*NURSES_PAGES, "/staff/arrivals", f"/people/{me}/holder", decision_at_the_desk(desk.page, me)]
    assert [fault for path in pages for fault in faults(desk.page, path, 1280, 360)] == [] == desk.page.complaints


def test_the_pages_of_finding_people(somebody, surgery):
    desk = Desk(somebody(desk=True))
    desk.be("Cora Joinup")
    desk.page.goto("/staff/score-lists")
    desk.page.set_input_files("input[type=file]", {"name": "x.csv", "mimeType": "text/csv", "buffer": b"NHS No,DOB,Score\n1,2,3\n"})
    for label in ("What do you call this list?", "How was the score made?", "Why do you ask these people?"):
        desk.page.get_by_label(label).fill("Frailty")
    desk.press("Look at it")
    found = faults(desk.page, desk.page.url, 1280, 360)
    desk.page.goto("/staff/cohorts")
    desk.page.get_by_role("link", name="Bones and joints").click()
    found += faults(desk.page, desk.page.url, 1280, 360)
    desk.press("Invite these people")
    found += broken_in_themes(desk.page, 360) + sideways(desk.page, "the choice")
    desk.press("Yes, invite 1 person")
    desk.page.locator("#asked").wait_for()
    found += broken_in_themes(desk.page, 360) + sideways(desk.page, "asked")
    assert found == [] and desk.page.complaints == []


def test_the_managers_pages(somebody, surgery):
    desk = Desk(somebody(desk=True))
    desk.be("Morgan Ledger")
    before = [fault for path in MANAGERS_PAGES for fault in faults(desk.page, path)]
    desk.page.goto("/staff/leaflets")
    own = desk.page.get_by_role("link", name="Come and see our surgery").get_attribute("href")
    before += faults(desk.page, own) + faults(desk.page, own.replace("/staff/leaflets", "/leaflets/surgery"))
    desk.page.goto("/staff/batches")
    batch = desk.page.get_by_role("link", name="Your talk is soon").get_attribute("href")
    before += faults(desk.page, batch)
    posted(desk.page, f"{batch}/answer", {"answer": "yes"})
    before += faults(desk.page, batch)
    posted(desk.page, "/staff/texts/setting", {"own": "yes"})
    assert before + faults(desk.page, "/staff/texts") == [] and desk.page.complaints == []


def test_the_import_pages(somebody, surgery):
    desk = Desk(somebody(desk=True))
    desk.be("Rita Booking")
    found = faults(desk.page, "/staff/imports")
    desk.page.set_input_files("input[type=file]", "tests/samples/people-emis.csv")
    desk.press("Look at it")
    found += faults(desk.page, desk.page.url)
    desk.press("Yes, bring it in")
    found += faults(desk.page, desk.page.url)
    assert found == [] and desk.page.complaints == []
