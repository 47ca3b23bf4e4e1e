"""The desk: what is set up once and looked at now and then, in one place."""

from webapp.access.guard import staff_needs
from webapp.access.policy import Permission
from webapp.web.pages import page
from webapp.worklists.doors import blueprint


@blueprint.get("/staff/settings")
@staff_needs(Permission.WORKLIST_READ)
def set_up():
    return page("worklists/set_up.html")
