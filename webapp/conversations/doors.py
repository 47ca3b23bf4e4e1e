"""The room's one blueprint: the talk in `staff_views`, the plan's other sections in `section_views`."""

from flask import Blueprint

blueprint = Blueprint("conversations", __name__)
