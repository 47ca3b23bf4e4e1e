"""The room's one blueprint: what everybody may open in `views`, the desk's pages in `staff_views`."""

from flask import Blueprint

blueprint = Blueprint("asks", __name__)
