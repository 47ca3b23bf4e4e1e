"""The room's one blueprint: reading in `views`, putting back in `undo_views`."""

from flask import Blueprint

blueprint = Blueprint("versions", __name__)
