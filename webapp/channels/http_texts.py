"""Texts by any provider that takes them as JSON over HTTPS with a bearer token: `.env.example` says what its fields are called.

A provider we do not know is believed only in what it says plainly. A fault of its own may come after it took the text, so that is no answer.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

import requests
from greenlet import getcurrent, greenlet

from webapp.base.logs import log
from webapp.channels import CannotBeAsked, NoAnswer, Refused, TryLater
from webapp.channels.answer import Answer, is_json, seconds
from webapp.channels.line import BROKE, FarEnd, Line
from webapp.settings import Settings

NOT_TO_BE_TAKEN = {400, 422}
# The key, the address or our account: the text goes when that is put right.
OURS_TO_MEND = {401, 402, 403, 404, 405}


class HttpTexts:
    """The reference goes along twice: as a field, and as the Idempotency-Key that careful providers keep."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.patience = 2 * settings.sms_timeout  # once to connect, once to read
        self.can_be_asked = bool(settings.sms_lookup_url)
        self._lines: WeakKeyDictionary[greenlet, dict[str, Line]] = WeakKeyDictionary()

    def line(self, url: str) -> Line:
        """The caller's own, as with Notify: of its greenlet, of which each thread has one at least."""
        lines = self._lines.setdefault(getcurrent(), {})
        return lines.setdefault(url, Line(FarEnd.of(url)))

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.settings.sms_token}", "Content-Type": "application/json", "Accept": "application/json"}

    def send(self, to: str, body: str, reference: str) -> str:
        said = self.settings
        words = {said.sms_to_field: to, said.sms_body_field: body, said.sms_reference_field: reference}
        words |= {said.sms_sender_field: said.sms_sender} if said.sms_sender else {}
        line = self.line(said.sms_url)
        try:
            line.connected(said.sms_timeout)
        except BROKE:
            # Nobody was told anything yet.
            raise TryLater("provider_fault") from None
        headers = self.headers() | {"Idempotency-Key": reference}
        try:
            answer = line.request("POST", said.sms_url, headers=headers, timeout=said.sms_timeout, data=json.dumps(words))
        except requests.RequestException:
            raise NoAnswer("the line broke") from None
        return self.taken(answer, reference)

    def taken(self, answer: Answer, reference: str) -> str:
        status = answer.status_code
        if status in NOT_TO_BE_TAKEN:
            raise Refused("refused")
        if status in OURS_TO_MEND:
            log.error("sms_forbidden", status=status, hint="check the address, the token and the account of the text service")
            raise TryLater("forbidden")
        if status == 429:
            raise TryLater("too_busy", seconds(answer.headers.get("Retry-After", "")))
        told = one_of(answer) if 200 <= status < 300 else None
        if told is None or told.get(self.settings.sms_reference_field, reference) != reference:
            raise NoAnswer("the answer could not be read")
        return self.id_in(told)

    def found(self, reference: str) -> str | None:
        url = self.settings.sms_lookup_url.replace("{reference}", quote(reference, safe=""))
        if not url:
            raise CannotBeAsked("this provider does not tell what it took")
        try:
            answer = self.line(self.settings.sms_lookup_url).request("GET", url, headers=self.headers(), timeout=self.settings.sms_timeout)
        except requests.RequestException:
            raise NoAnswer("the provider could not be asked") from None
        told = one_of(answer) if answer.status_code in (200, 404) else None
        if answer.status_code == 404 or told == {}:
            return None
        if told is None or told.get(self.settings.sms_reference_field) != reference:
            raise NoAnswer("the provider could not be asked")
        return self.id_in(told)

    def id_in(self, told: Mapping[str, Any]) -> str:
        made = told.get(self.settings.sms_id_field)
        if not isinstance(made, str | int):
            raise NoAnswer("the answer has no id")
        return str(made)[:100]


def one_of(answer: Answer) -> Mapping[str, Any] | None:
    """The text an answer speaks of: itself, or the first of a list; empty when the list is. None: it cannot be read."""
    if not is_json(answer, (dict, list)):
        return None
    told = answer.json()
    if isinstance(told, list):
        told = told[0] if told else {}
    return told if isinstance(told, dict) else None
