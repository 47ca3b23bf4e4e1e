"""A sending as a phone makes it: the body, its key and hash, whose words, which opened form."""

import hashlib
import re
from uuid import uuid4

from tests.browsing import markup


def whose_words(browsing, path: str) -> str:
    return re.search(r'data-whose="(\w+)"', markup(browsing.get(path))).group(1)


def send(browsing, path: str, body: str, *, whose: str, key=None, form=None, body_hash=None, small=False):
    headers = {
        "Outbox-Key": str(key or uuid4()),
        "Outbox-Hash": body_hash or hashlib.sha256(body.encode()).hexdigest(),
        "Outbox-Whose": whose,
        "Outbox-Form": str(form or uuid4()),
        "Sec-Fetch-Site": "same-origin",
    }
    if small:
        headers["HX-Request-Type"] = "partial"
    return browsing.client.post(path, data=body, headers=headers, content_type="application/x-www-form-urlencoded")
