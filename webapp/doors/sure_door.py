"""For what needs more than a code by text: how the person shows that it is surely them."""

from flask import redirect, request, url_for

from webapp.accounts.rules import local_path
from webapp.doors.blueprint import blueprint
from webapp.doors.front_door import my_reach
from webapp.web.pages import page, public


@blueprint.get("/sign-in/sure")
@public
def sure_door():
    asked = local_path(request.args.get("next")) or ""
    if my_reach() is None:
        return redirect(url_for("doors.front_door", next=asked or None), 303)
    return page("doors/sure.html", asked=asked)
