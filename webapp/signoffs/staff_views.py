"""The clinical lead's page: what is a draft, what was signed by whom and when, what expires. One press signs what is shown."""

from collections import Counter
from collections.abc import Mapping

from flask import Blueprint, g, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import pathway_now, today
from webapp.content.catalogue import conditions
from webapp.doors.handed_on import handed_on, onward
from webapp.signoffs import words
from webapp.signoffs.changes import sign_off, take_back
from webapp.signoffs.contents import KINDS, RESULT, contents
from webapp.signoffs.queries import Signed, signed
from webapp.signoffs.rules import Standing
from webapp.web.pages import page
from webapp.web.request import db

blueprint = Blueprint("signoffs", __name__)
A_PAGE = 40


@blueprint.get("/staff/sign-offs")
@staff_needs(Permission.CONTENT_SIGN)
def sign_offs():
    everything, told = signed(db, g.practice.id, today()), handed_on(once=True)
    kind, condition = chosen(told)
    wanted = [one for one in everything if one.content.kind == kind and is_for(one, condition) and stands_as(one)]
    first = max(request.args.get("page", 1, type=int), 1)
    return page(
        "signoffs/signoffs.html",
        counts={kind: Counter(one.standing.value for one in everything if one.content.kind == kind) for kind in KINDS},
        shown=sorted(wanted, key=lambda one: ORDER[one.standing])[(first - 1) * A_PAGE : first * A_PAGE],
        many=len(wanted),
        now=first,
        pages=-(-len(wanted) // A_PAGE),
        soon=[one for one in everything if one.soon],
        expired=[one for one in everything if one.standing is Standing.EXPIRED],
        kind=kind,
        condition=condition,
        standing=request.args.get("standing", ""),
        conditions=conditions(),
        said=told.get("signed"),
        words=words,
    )


ORDER = {Standing.EXPIRED: 0, Standing.DRAFT: 1, Standing.SIGNED: 2}


def chosen(told: Mapping[str, str]) -> tuple[str, str]:
    kind, condition = (request.values.get(name) or told.get(name, "") for name in ("kind", "condition"))
    return kind if kind in KINDS else RESULT, condition if condition in conditions() else ""


def is_for(one: Signed, condition: str) -> bool:
    return not condition or condition in one.content.conditions


def stands_as(one: Signed) -> bool:
    wanted = request.args.get("standing", "")
    return wanted not in set(Standing) or one.standing == wanted


@blueprint.post("/staff/sign-offs")
@staff_needs(Permission.CONTENT_SIGN)
def signing():
    """`sign` is one content id; with `all`, every explanation of the chosen condition that does not stand. `back` takes a word back."""
    kind, condition = chosen({})
    back = request.form.get("back", "")
    if back in contents():
        take_back(db, practice=g.practice, content_ids=[back])
        return onward(url_for("signoffs.sign_offs"), kind=kind, condition=condition)
    ids = [request.form.get("sign", "")]
    if "all" in request.form and condition:
        everything = signed(db, g.practice.id, today())
        ids = [one.content.id for one in everything if one.content.kind == kind and is_for(one, condition) and one.standing is not Standing.SIGNED]
    read = [contents()[one] for one in ids if one in contents()]
    many = sign_off(db, practice=g.practice, contents=read, at=pathway_now(), by=visitor().staff_id)
    return onward(url_for("signoffs.sign_offs"), kind=kind, condition=condition, signed=many)
