"""The room's one blueprint: a person's pages in `views`, the desk's in `staff_views`."""

from flask import Blueprint

blueprint = Blueprint("revisits", __name__)
