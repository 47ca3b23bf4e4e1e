"""The room's one blueprint: the page of an invitation's link in `views`, the desk's pages in `staff_views`."""

from flask import Blueprint

blueprint = Blueprint("recall", __name__)
