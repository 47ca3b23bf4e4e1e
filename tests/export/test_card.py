"""The card for a wallet: what stands on it, whom it names first, and that what has no room is said and never cut."""

from time import process_time
from uuid import uuid4

from tests.browsing import words
from tests.export.conftest import both_say_yes
from tests.papers.reading import Read
from webapp.export.card import ON_A_SHEET

LONG = "When my breathing is so bad that I cannot say a whole sentence without stopping, sit me up and phone 999 number "


def made(browser, plan: str, **asked) -> str:
    reply = browser.post(f"{plan}/card", asked)
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    read = Read(reply.data)
    assert read.is_tagged and len(read.pages) <= 2 and read.pages[0].count("I have a plan. Ask me.") == ON_A_SHEET
    return " ".join(read.words.split())


def test_it_says_whom_to_call_and_what_is_dangerous(sam, plan, cast):
    page = words(sam.get(f"{plan}/card"))
    assert "Ann Carter 07700 900321" in page and "Nurse Ruth Okafor" in page and "no room" not in page
    card = made(sam, plan, first="0", danger=["0", "2"])
    front = "I have a plan. Ask me. Call me: Sam Phone first: Ann Carter 07700 900321 My GP surgery: Tree Tops Surgery 01632 960001"
    assert card.count(front) == ON_A_SHEET and card.count("To talk with me: Speak slowly. Write it down.") == ON_A_SHEET
    assert card.count("Chest pain that does not go: phone 999") == card.count("More than 3 pillows") == ON_A_SHEET and "Lips" not in card
    assert "Printed on" in card and cast.person.nhs_number not in card.replace(" ", "")
    other = made(sam, plan, first="2", danger=["0"], number="yes")
    assert "Phone first: Tree Tops Surgery" in other and "My GP surgery:" not in other and cast.person.nhs_number in other.replace(" ", "")


def test_what_has_no_room_is_said_on_the_page_and_on_the_sheet(sam, plan, session, cast):
    cast.save(session, None, communicate="I hear badly on the left. " + "Please look at me when you talk, and give me time to answer. " * 2)
    many = "\n".join(LONG + str(number) for number in range(9))
    cast.save(session, None, by=cast.pro, danger=many)
    both_say_yes(session, cast)
    page = words(sam.get(f"{plan}/card"))
    assert "Not all of it has room on the card." in page and "number 8" in page
    card = made(sam, plan, first="0", danger=[str(number) for number in range(9)])
    on_it = [number for number in range(9) if card.count(f"number {number}") == ON_A_SHEET]
    left = [number for number in range(9) if card.count(f"number {number}") == 1]
    assert on_it and left and on_it + left == list(range(9)) and card.count("There are more. They are in my plan.") == ON_A_SHEET
    assert "This had no room on the card." in card and card.count("Please look at me") == 2


def test_what_was_laid_out_for_the_page_is_not_laid_out_again_for_the_next_look(sam, plan, session, cast):
    cast.save(session, None, communicate=f"Say this to me first: {uuid4()}")

    def looked() -> float:
        began = process_time()
        assert sam.get(f"{plan}/card").status_code == 200
        return process_time() - began

    first = looked()
    assert looked() < first / 3
