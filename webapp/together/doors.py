"""The room's one blueprint: suggesting in `suggestions`, writing with the person in `helping`."""

from flask import Blueprint

blueprint = Blueprint("together", __name__)
