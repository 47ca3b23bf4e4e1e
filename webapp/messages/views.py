"""Where GOV.UK Notify tells us what became of a text."""

from flask import Blueprint, Response, current_app, request

from webapp.messages.changes import record_delivery
from webapp.messages.forms import DeliveryNews, bears
from webapp.messages.measures import measures
from webapp.web import health
from webapp.web.fetch_site import machine
from webapp.web.pages import public
from webapp.web.request import db

blueprint = Blueprint("messages", __name__)
health.MEASURES["messages"] = measures


@blueprint.post("/notify/callback")
@public
@machine
def notify_callback() -> Response:
    if not bears(request.headers.get("Authorization", ""), current_app.config["SETTINGS"].notify_callback_token):
        return Response(status=401)
    try:
        posted = request.get_json(silent=True)
    except RecursionError:
        posted = None
    news = DeliveryNews.read(posted)
    if news is None:
        return Response(status=404)
    if news.is_final and not record_delivery(db, reference=news.reference, provider_id=news.provider_id, status=news.status):
        return Response(status=404)
    return Response(status=204)
