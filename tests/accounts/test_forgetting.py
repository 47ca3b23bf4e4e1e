from datetime import timedelta

from tests.doors.through import age, rows
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.accounts.jobs import forget_old
from webapp.accounts.models import Code, SignIn
from webapp.base.clock import now
from webapp.codes.changes import give_desk_code


def test_old_codes_and_sign_ins_are_forgotten_and_young_ones_stay(session, database, browse):
    practice = a_practice(session)
    person, nurse = a_person(session, practice), a_staff_member(session, practice)
    give_desk_code(session, person=person, by=nurse.id)
    sign_in(browse(), session, person)
    age(session, *rows(session, Code), *rows(session, SignIn), days=100)
    give_desk_code(session, person=person, by=nurse.id)
    sign_in(browse(), session, person)
    assert (forget_old(database), forget_old(database)) == (2, 0)
    assert [row.ends_at > now() - timedelta(hours=1) for row in rows(session, Code) + rows(session, SignIn)] == [True, True]
