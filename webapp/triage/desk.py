"""The room's one blueprint: the desk pages attach their routes to it."""

from flask import Blueprint

blueprint = Blueprint("triage", __name__)
