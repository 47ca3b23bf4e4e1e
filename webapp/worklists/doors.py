"""The room's one blueprint."""

from flask import Blueprint

blueprint = Blueprint("worklists", __name__)
