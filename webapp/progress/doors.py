"""The room's one blueprint."""

from flask import Blueprint

blueprint = Blueprint("progress", __name__)
