"""The room's one blueprint: the person's page in `views`, the desk's in `staff_views`."""

from flask import Blueprint

blueprint = Blueprint("arrivals", __name__)
