"""The room's one blueprint: a person's own page in `views`, the desk's pages in `staff_views`."""

from flask import Blueprint

blueprint = Blueprint("wordings", __name__)
