"""The room's one blueprint: a person's pages in `views`, the carer's door and pages in `carer_pages`."""

from flask import Blueprint

blueprint = Blueprint("sharing", __name__)
