"""The person reads where their plan has been: what went into their GP record, and when; what came with them from another surgery."""

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.arrivals.doors import blueprint
from webapp.arrivals.queries import arrivals_of, parcel_of
from webapp.arrivals.words import answer_in_words
from webapp.people.models import Person
from webapp.reviews.copies import copies_of
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint"]


@blueprint.get("/people/<uuid:person_id>/plan/journey")
@needs(Permission.PLAN_READ)
def journey(person: Person):
    came = [(one, parcel_of(one)) for one in arrivals_of(db, person.id)]
    return page("arrivals/journey.html", person=person, copies=copies_of(db, person.id), came=came, answer_in_words=answer_in_words)
