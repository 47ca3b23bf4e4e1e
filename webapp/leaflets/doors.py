"""The room's one blueprint: what anyone may read in `views`, the desk's pages in `staff_views`."""

from flask import Blueprint

blueprint = Blueprint("leaflets", __name__)
