"""A person's own page of their word: how they know that a message is from their GP surgery."""

from flask import redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.people.card_words import card_word, give_word
from webapp.web.pages import page
from webapp.web.request import db
from webapp.wordings.doors import blueprint


@blueprint.get("/people/<uuid:person_id>/word")
@needs(Permission.PHONES_MANAGE)
def own_word(person):
    return page("wordings/own_word.html", person=person, card=card_word(db, person.id))


@blueprint.post("/people/<uuid:person_id>/word")
@needs(Permission.PHONES_MANAGE)
def own_word_given(person):
    give_word(db, person_id=person.id, by=visitor().account_id, anew=request.form.get("press") == "anew")
    return redirect(url_for("wordings.own_word", person_id=person.id), 303)
