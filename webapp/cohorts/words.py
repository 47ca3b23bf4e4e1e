"""A search in words, for staff and for whoever was found by it."""

from webapp.base.i18n import _, lazy, ngettext
from webapp.cohorts.rules import Activation, Bound, Criteria, LeftOut, Way
from webapp.content.catalogue import results
from webapp.registers.words import condition_name, language_name

PAM = results()["pam"]
WAYS = {
    Way.SCORE: lazy("A list with a score"),
    Way.SEGMENT: lazy("Conditions, age or a test"),
    Way.JUDGEMENT: lazy("Staff thought of them"),
    Way.ACTIVATION: lazy("How ready they feel"),
    Way.ASKED: lazy("They asked themselves"),
}
ACTIVATIONS = {
    Activation.PAM: lazy(PAM.label),
    Activation.PAM_LEVEL: lazy("The level of that score, 1 to 4"),
    Activation.FEELING_IN_CHARGE: lazy("Feeling in charge, sum of 6 answers"),
}
LEFT_OUT = {
    LeftOut.DIED: lazy("died"),
    LeftOut.LEFT: lazy("left this GP surgery"),
    LeftOut.OPTED_OUT: lazy("asked not to be looked for"),
    LeftOut.DECLINED: lazy("said no for now"),
    LeftOut.OWN_WAY: lazy("look after themselves"),
    LeftOut.IN_A_YEAR: lazy("were asked already, or are in their year"),
}
MEASURES = {
    "invited": lazy("Asked"),
    "replied": lazy("Replied"),
    "pack_sent": lazy("Pack sent"),
    "talked": lazy("Had the talk"),
    "plan_agreed": lazy("Plan agreed"),
}
REACHED = {
    "sms": lazy("By text"),
    "email": lazy("By e-mail"),
    "push": lazy("By a notice on their phone"),
    "letter": lazy("By letter"),
    "": lazy("By a person. Nothing else reaches them"),
}


def in_words(criteria: Criteria, list_name: str = "", *, numbers: bool = True) -> list[str]:
    """What is looked for, one sentence each, for staff. `numbers`: with those about somebody's health, which only clinicians see."""
    said = [*about_everybody(criteria)]
    if criteria.score_list:
        said.append(_("On the list: %(name)s", name=list_name or _("a list that is gone")))
    if numbers:
        said += numbers_in_words(criteria)
    elif criteria.tells_of_health:
        said.append(_("Results or scores, which only a nurse or doctor sees"))
    if criteria.judged:
        said.append(_("Staff thought of them"))
    return said


def numbers_in_words(criteria: Criteria) -> list[str]:
    said = []
    if criteria.test:
        said.append(bounded(_(results()[criteria.test].label), criteria.test_bound, criteria.test_amount))
    if criteria.activation:
        said.append(bounded(str(ACTIVATIONS[Activation(criteria.activation)]), criteria.activation_bound, criteria.activation_amount))
    if criteria.score_least:
        said.append(bounded(_("Score"), Bound.LEAST, criteria.score_least))
    return said


def about_everybody(criteria: Criteria) -> list[str]:
    """Conditions, age and language: what a person knows of themselves."""
    said, names = [], ", ".join(condition_name(code) for code in criteria.conditions)
    if names:
        said.append(_("All of these conditions: %(names)s", names=names) if criteria.every else _("One of these conditions: %(names)s", names=names))
    if criteria.least_conditions:
        said.append(ngettext("%(num)d long-term condition or more", "%(num)d long-term conditions or more", criteria.least_conditions))
    if criteria.age_from is not None:
        said.append(_("%(age)s years old or older", age=criteria.age_from))
    if criteria.age_to is not None:
        said.append(_("%(age)s years old or younger", age=criteria.age_to))
    if criteria.language:
        said.append(_("Language: %(name)s", name=language_name(criteria.language)))
    return said


def bounded(what: str, bound: str, amount: str) -> str:
    return _("%(what)s: %(amount)s or more", what=what, amount=amount) if bound == Bound.LEAST else _("%(what)s: %(amount)s or less", what=what, amount=amount)


def told_to_them(criteria: Criteria) -> list[str]:
    """The same for the person: no number of a score or a test, which alone would explain nothing."""
    said = about_everybody(criteria)
    if criteria.test:
        said.append(_("What a check showed: %(name)s", name=_(results()[criteria.test].label)))
    if criteria.activation:
        said.append(_("How ready you feel to look after your health"))
    return said
