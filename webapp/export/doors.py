"""The room's one blueprint."""

from flask import Blueprint

blueprint = Blueprint("export", __name__)
