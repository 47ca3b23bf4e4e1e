from flask import Blueprint

blueprint = Blueprint("doors", __name__)
