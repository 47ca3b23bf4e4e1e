"""Pages are compressed on the way out at a cheap level: the highest level would cost more than the page itself."""

import zlib

import brotli
from flask import Flask, Response, request

BROTLI_LEVEL = 3
GZIP_LEVEL = 4
SMALLEST = 500
KINDS = {"text/html", "text/plain", "text/csv", "application/json"}


def install(app: Flask) -> None:
    """Install before everything else: the last hook to run is the first one registered."""

    @app.after_request
    def compress(reply: Response) -> Response:
        if reply.direct_passthrough or reply.is_streamed or reply.mimetype not in KINDS or "Content-Encoding" in reply.headers:
            return reply
        reply.vary.add("Accept-Encoding")
        accepted = request.headers.get("Accept-Encoding", "")
        body = reply.get_data() if "br" in accepted or "gzip" in accepted else b""
        if len(body) < SMALLEST or request.method == "HEAD":
            return reply
        if "br" in accepted:
            reply.set_data(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_LEVEL))
            reply.headers["Content-Encoding"] = "br"
        else:
            reply.set_data(gzipped(body))
            reply.headers["Content-Encoding"] = "gzip"
        return reply


def gzipped(body: bytes) -> bytes:
    squeeze = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    return squeeze.compress(body) + squeeze.flush()
