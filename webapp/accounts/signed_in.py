"""Signing in is a row: the cookie holds an opaque token, read by flask-login's request loader on every request."""

from datetime import timedelta

from flask import Flask, current_app, g, request
from flask_login import LoginManager

from webapp.accounts.changes import stay_awake
from webapp.accounts.queries import SignedIn, signed_in_by
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.web.request import database, db, quick

SEEN_EVERY = timedelta(minutes=1)


def cookie_name(name: str = "in") -> str:
    """`__Host-` pins the cookie to this host over https; plain http (the demo, the tests) cannot use the prefix."""
    return f"__Host-{name}" if current_app.config["SETTINGS"].secure else name


def visitor() -> SignedIn | None:
    """Who asks, looked up once a request."""
    if "visitor" not in g:
        token = request.cookies.get(cookie_name())
        g.visitor = found = signed_in_by(quick(), token_hash(token), now()) if token else None
        if found:
            g.signed_in = found
            keep_awake(found)
    return g.visitor


def install(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None
    # `init_app` would also open Flask's session on every reply, for a remember-me cookie that we never give.
    app.login_manager = manager  # type: ignore[attr-defined]
    manager.request_loader(lambda _request: visitor())


def keep_awake(who: SignedIn) -> None:
    """Idle time is counted from `seen_at`, written at most once a minute."""
    at = now()
    if at - who.seen_at > SEEN_EVERY:
        if request.method in ("GET", "HEAD"):
            with database().writing() as session:
                stay_awake(session, who=who, at=at)
        else:
            stay_awake(db, who=who, at=at)
