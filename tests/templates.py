"""Templates compiled once for all the apps of a test process: every test makes an app of its own, and each compiled a hundred templates anew."""

from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class InMemory(BytecodeCache):
    """Found again by name and by a fingerprint of the source: a changed template is compiled again."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


compiled = InMemory()
