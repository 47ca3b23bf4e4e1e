"""GOV.UK Notify through its official client.

The client is for one caller at a time (so each has its own), waits 30 s by default, drops the path of `base_url`, shows a time-out as a 503 and
logs what the provider said, which can echo a phone number.
"""

import logging
from copy import copy
from functools import lru_cache
from time import time
from typing import Any, cast
from urllib.parse import urljoin
from weakref import WeakKeyDictionary

import requests
from greenlet import getcurrent, greenlet
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.authentication import create_jwt_token
from notifications_python_client.errors import APIError, HTTPError
from pydantic_core import to_json

from webapp.base.logs import log
from webapp.channels import NoAnswer, Refused, TryLater
from webapp.channels.answer import Answer, is_json, seconds
from webapp.channels.line import FarEnd, Line
from webapp.settings import Settings

logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)
GATEWAY = {502, 503, 504}
TOKEN_SECONDS = 5


class GovukNotify:
    """The template in Notify is one placeholder, ((body)): the words are ours."""

    can_be_asked = True

    def __init__(self, settings: Settings):
        self.settings = settings
        self.patience = 2 * settings.notify_timeout  # once to connect, once to read
        self._first = Client(settings.notify_api_key, base_url=settings.notify_base_url, timeout=settings.notify_timeout)
        self._far_end = FarEnd.of(settings.notify_base_url)
        self._clients: WeakKeyDictionary[greenlet, NotificationsAPIClient] = WeakKeyDictionary()

    @property
    def client(self) -> NotificationsAPIClient:
        """The caller's own: of its greenlet, of which each thread has one at least."""
        caller = getcurrent()
        found = self._clients.get(caller)
        if found is None:
            found = self._clients[caller] = self.new_client()
        return found

    def new_client(self) -> NotificationsAPIClient:
        """The official client on a line of its own: it signs, words and reads; the line carries."""
        client = copy(self._first)
        client.request_session = cast(requests.Session, Line(self._far_end))
        return client

    def send(self, to: str, body: str, reference: str) -> str:
        try:
            sent = self.client.send_sms_notification(to, self.settings.notify_template_id, personalisation={"body": body}, reference=reference)
            made, meant = str(sent["id"]), sent["reference"]
        except HTTPError as problem:
            raise meaning(cast(Answer | None, problem.response)) from None
        except (APIError, KeyError, TypeError):
            raise NoAnswer("the answer could not be read") from None
        if meant != reference:
            raise NoAnswer("the answer speaks of another text")
        return made

    def found(self, reference: str) -> str | None:
        try:
            listed = self.client.get_all_notifications(reference=reference)["notifications"]
            return next((str(one["id"]) for one in listed if one["reference"] == reference), None)
        except (APIError, KeyError, TypeError, AttributeError):
            raise NoAnswer("the provider could not be asked") from None


class Client(NotificationsAPIClient):
    """The official client, but for one thing: what it signs for one request serves for the next few seconds too. Notify takes it for 30."""

    def _serialize_data(self, data: dict) -> str:
        return to_json(data).decode()

    def _create_request_objects(self, url: str, data: dict | None, params: dict | None) -> tuple[str, dict[str, Any]]:
        kwargs: dict[str, Any] = {"headers": self.generate_headers(token(self.api_key, self.service_id, int(time()) // TOKEN_SECONDS)), "timeout": self.timeout}
        if data is not None:
            kwargs["data"] = self._serialize_data(data)
        if params is not None:
            kwargs["params"] = params
        return joined(self.base_url, url), kwargs


joined = lru_cache(16)(urljoin)


@lru_cache(4)
def token(secret: str, service: str, _moment: int) -> str:
    return create_jwt_token(secret, service)


def meaning(response: Answer | None) -> Exception:
    """What a refusal means for one message. A reply without a readable body is no answer: something between us may have lost it."""
    if response is None or response.status_code in GATEWAY or not is_json(response):
        return NoAnswer("no answer")
    if response.status_code == 400:
        return Refused("refused")
    if response.status_code == 403:
        # The key, the clock or the service is wrong, not the message: it goes when that is put right.
        log.error("notify_forbidden", hint="check the API key, the service's mode and this machine's clock")
        return TryLater("forbidden")
    return TryLater("too_busy" if response.status_code == 429 else "provider_fault", seconds(response.headers.get("Retry-After", "")))
