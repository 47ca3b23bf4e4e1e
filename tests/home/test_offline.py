"""What a phone has without a signal: a worker, and one page that is the same for everybody."""

import json
import re

from tests.browsing import words
from tests.people_cast import a_person, a_practice, sign_in
from webapp.app import create_app
from webapp.web.pages import static_version


def told(reply) -> dict:
    return json.loads(re.match(r"self\.HERE = (.*);\n", reply.get_data(as_text=True)).group(1))


def test_the_worker_is_of_this_version_and_names_files_that_are_there(browse):
    reply = browse().get("/sw.js")
    here = told(reply)
    assert reply.mimetype == "text/javascript" and "no-store" in reply.headers["Cache-Control"]
    assert here["version"] == static_version() and set(here["pages"]) == {"en", "cy"}
    for address in (*here["files"], *here["pages"].values()):
        assert browse().get(address).status_code == 200, address


def test_switched_off_the_worker_takes_itself_away(settings, database, browse):
    settings.offline = False
    off = create_app(settings, database).test_client()
    script = off.get("/sw.js").get_data(as_text=True)
    assert "unregister" in script and 'addEventListener("fetch"' not in script
    assert "data-offline" not in off.get("/").get_data(as_text=True)


def test_the_page_without_a_signal_is_the_same_for_everybody(browse, session):
    person = a_person(session, a_practice(session))
    session.commit()
    signed_in = sign_in(browse(), session, person)
    pages = {one.get("/offline/en").get_data(as_text=True) for one in (browse(), browse())}
    reply = browse().get("/offline/en")
    assert len(pages) == 1 and "Set-Cookie" not in reply.headers
    said = words(reply)
    assert all(number in said for number in ("999", "111", "116 123", "85258")) and "There is no signal" in said
    assert person.name not in words(signed_in.get("/offline/en"))
    assert "Nid oes" in words(browse().get("/offline/cy")) or 'lang="cy"' in browse().get("/offline/cy").get_data(as_text=True)


def test_a_language_that_is_not_offered_has_no_page(browse):
    assert browse().get("/offline/xx").status_code == 404


def test_whom_to_phone_beside_a_box_is_the_same_for_everybody_and_may_be_kept(browse, session):
    person = a_person(session, a_practice(session))
    signed_in = sign_in(browse(), session, person)
    session.commit()
    said = {one.get("/urgent/any/cy").get_data(as_text=True) for one in (browse(), signed_in)}
    reply = browse().get("/urgent/any/cy")
    assert len(said) == 1 and person.name not in said.pop()
    assert (reply.headers["Cache-Control"], reply.headers["Vary"]) == ("public, max-age=86400", "Accept-Encoding")
    assert browse().get("/urgent/any/xx").status_code == 404
