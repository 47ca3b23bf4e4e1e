"""Pages are compressed on the way out at a middling level: a tenth smaller than the cheapest; the highest would cost more than the page itself."""

import zlib

import brotli
from flask import Flask, Response, request

BROTLI_LEVEL = 5
GZIP_LEVEL = 4
SMALLEST = 500
KINDS = {"text/html", "text/plain", "text/csv", "application/json"}


def install(app: Flask) -> None:
    """Install before everything else: the last hook to run is the first one registered."""

    @app.after_request
    def compress(reply: Response) -> Response:
        if request.method == "HEAD":
            # No body is sent, so none is read from a file either.
            reply.direct_passthrough = False
        if reply.direct_passthrough or reply.is_streamed or reply.mimetype not in KINDS or "Content-Encoding" in reply.headers:
            return reply
        way = way_asked()
        body = reply.get_data() if way else b""
        if len(body) < SMALLEST or request.method == "HEAD":
            return reply
        reply.set_data(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_LEVEL) if way == "br" else gzipped(body))
        reply.headers["Content-Encoding"] = way
        return reply


def way_asked() -> str:
    """`br`, `gzip` or nothing, as the caller takes it."""
    accepted = request.headers.get("Accept-Encoding", "")
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def gzipped(body: bytes) -> bytes:
    squeeze = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    return squeeze.compress(body) + squeeze.flush()
