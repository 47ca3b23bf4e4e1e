"""Headers on every reply: a closed content policy, no caching of anything personal, nothing told to other sites."""

from flask import Flask, Response, request

POLICY = "; ".join(
    [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
    ]
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def install(app: Flask) -> None:
    secure = app.config["SETTINGS"].secure

    @app.after_request
    def add_headers(reply: Response) -> Response:
        for name, value in FIXED.items():
            reply.headers.setdefault(name, value)
        reply.headers.setdefault("Cache-Control", "no-store, private")
        reply.headers["Vary"] = "Cookie, HX-Request-Type"
        if secure:
            reply.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if request.method == "HEAD":
            reply.direct_passthrough = False
        return reply
