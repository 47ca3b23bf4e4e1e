"""For whoever runs it: /healthz (the process answers), /readyz (the database does, in its newest shape), /metrics (counts, never names)."""

import hmac
from collections.abc import Callable, Iterable
from functools import cache
from time import perf_counter

import sqlalchemy as sa
from flask import Flask, Response, abort, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from prometheus_client.values import ValueClass

from webapp.database.migrate import is_current
from webapp.database.session import Database
from webapp.web.pages import public
from webapp.web.request import database

REPLIES = Counter("in_my_words_replies", "Replies by route and status", ["route", "method", "status"])
SECONDS = Histogram("in_my_words_seconds", "Seconds to a reply", buckets=(0.01, 0.03, 0.1, 0.3, 1, 3))
# What a room above can say of itself, asked anew for each scrape.
MEASURES: dict[str, Callable[[Database], Iterable[Metric]]] = {}
HERE = {"127.0.0.1", "::1"}


@cache
def replies(route: str, method: str, status: int) -> Counter:
    """Their own counter: looking it up by its labels costs more than the count."""
    return REPLIES.labels(route, method, str(status))


def install(app: Flask) -> None:
    @app.before_request
    def start_watch():
        g.began = perf_counter()

    @app.after_request
    def count(reply: Response) -> Response:
        # The route, never the path: a path may hold a link's secret or a person's id.
        route = request.endpoint
        replies(route or "none", request.method if route else "other", reply.status_code).inc()
        began = g.get("began")
        if began is not None:
            SECONDS.observe(perf_counter() - began)
        return reply

    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)
    app.add_url_rule("/metrics", view_func=metrics)


@public
def healthz():
    return plain("ok\n")


@public
def readyz():
    try:
        ready = is_current(database())
    except sa.exc.SQLAlchemyError:
        ready = False
    return plain("ready\n") if ready else plain("not ready\n", 503)


@public
def metrics():
    """Counts for Prometheus: to a caller with the token, or to this machine when no proxy stands between (a proxy makes everyone look local)."""
    token = current_app.config["SETTINGS"].metrics_token
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    proxied = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"))
    allowed = hmac.compare_digest(shown.encode(), token.encode()) if token else request.remote_addr in HERE and not proxied
    if not allowed:
        abort(404)
    registry: CollectorRegistry = REGISTRY
    if getattr(ValueClass, "_multiprocess", False):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return Response(generate_latest(registry) + generate_latest(asked_now()), content_type=CONTENT_TYPE_LATEST)


def asked_now() -> CollectorRegistry:
    """The same from every process: it stands in the database."""
    kept, found = database(), CollectorRegistry(auto_describe=False)
    for measure in MEASURES.values():
        found.register(Asked(list(measure(kept))))
    return found


class Asked(Collector):
    def __init__(self, found: list[Metric]):
        self.found = found

    def collect(self) -> Iterable[Metric]:
        return self.found


def plain(words: str, status: int = 200) -> Response:
    return Response(words, status, content_type="text/plain; charset=utf-8")
