"""From an imported list to 200 invitations on their way: the receptionist's presses and the second person's, counted."""

from datetime import date, timedelta
from itertools import islice, product
from string import ascii_lowercase

from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.desk import Desk
from tests.people_cast import nhs_number
from webapp.imports import command
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.practices.queries import only_practice

MANY = 200
FROM = 700  # Numbers and phones that nobody of the demo has.
ABOVE = "Search: LTC review due - birth month\nRun date:,16-Nov-2026 08:12,,Practice code: Z99901\n\n"
REPORT = "NHS Number,Surname,Given Name,Date of Birth,Gender,Mobile Telephone,Long Term Conditions,Main Spoken Language"
LIST = "NHS Number,Surname,Given Name,Date of Birth,Risk score"


def people() -> list[list[str]]:
    """As a GP system writes them: number, last name, first name, birthday."""
    names = ["Zed" + "".join(letters) for letters in islice(product(ascii_lowercase, repeat=3), MANY)]
    born = [date(1940, 1, 1) + timedelta(days=37 * place) for place in range(MANY)]
    return [[nhs_number(FROM + place), name, "Sam", born[place].strftime("%d-%b-%Y")] for place, name in enumerate(names)]


def report() -> str:
    more = [f"Female,07700900{300 + place},Osteoarthritis,English" for place in range(MANY)]
    return ABOVE + "\n".join([REPORT, *(",".join([*who, rest]) for who, rest in zip(people(), more, strict=True))]) + "\n"


def scores() -> str:
    return ABOVE + "\n".join([LIST, *(",".join([*who, f"0.{place:03}"]) for place, who in enumerate(people()))]) + "\n"


def registered(surgery, folder) -> None:
    file = folder / "people.csv"
    file.write_text(report())
    with surgery.database.reading() as session:
        practice = only_practice(session)
    outcome = command.run(surgery.settings, surgery.database, practice=practice, file=file)
    assert (outcome["added"], outcome["refused"], outcome["set_aside"]) == (MANY, [], [])
    with surgery.database.writing() as session:
        practice = only_practice(session)
        practice.batch_limit, practice.canary_minutes = 20, 0
        session.add(practice)


class Presses:
    """Every press of a link or a button, counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __call__(self, role: str, name: str, exact: bool = True) -> None:
        self.count += 1
        self.page.get_by_role(role, name=name, exact=exact).first.click()


def texts(surgery) -> list[MessageState]:
    with surgery.database.reading() as session:
        return list(session.exec(select(Message.state).where(Message.kind == MessageKind.INVITATION, Message.template == "recall/first")))


def test_from_an_imported_list_to_two_hundred_invitations_in_under_ten_presses(somebody, surgery, tmp_path):
    # given 200 people on the practice's list, and a list with a score from outside
    registered(surgery, tmp_path)
    rita, morgan = Desk(somebody(desk=True)), Desk(somebody(desk=True))
    rita.be("Rita Booking")
    morgan.be("Morgan Ledger")
    press, second = Presses(rita.page), Presses(morgan.page)
    # when the receptionist brings the list in and invites everybody on it
    press("link", "Finding people")
    press("link", "A list with a score")
    rita.page.set_input_files("input[type=file]", {"name": "frailty.csv", "mimeType": "text/csv", "buffer": scores().encode()})
    rita.page.get_by_label("What do you call this list?").fill("Frailty, November")
    rita.page.get_by_label("How was the score made?").fill("The frailty index of our record system")
    rita.page.get_by_label("Why do you ask these people?").fill("A talk may help before things get hard.")
    press("button", "Look at it")
    press("button", "Yes, use this list")
    expect(rita.page.get_by_role("heading", name="200 people can be asked now")).to_be_visible()
    press("button", "Invite these people")
    expect(rita.page.get_by_role("heading", name="Invite 200 people?")).to_be_visible()
    press("button", "Yes, invite 200 people")
    # then they wait for a second person, and nothing has gone
    expect(rita.page.get_by_text("They wait for a second person to say yes.")).to_be_visible()
    surgery.send_texts()
    assert texts(surgery) == [MessageState.HELD] * MANY
    # and when the manager says yes, five go and then the rest
    second("link", "To many")
    second("link", "Frailty, November")
    second("button", "Yes, send them")
    expect(morgan.page.get_by_text("The rest waits until they have arrived.").first).to_be_visible()
    for _look in range(4):
        surgery.send_texts()
    assert len(texts(surgery)) == MANY and set(texts(surgery)) <= {MessageState.ACCEPTED, MessageState.DELIVERED}
    assert press.count + second.count < 10
    assert rita.page.complaints == morgan.page.complaints == []
