"""Lean markup: the line breaks and indentation that only a template's reader needs are taken out when a template is compiled, never in a request.

Only beside tags at which a browser drops white space anyway; between words, and between things that stand in one line, one space stays.
"""

import re
from collections.abc import Iterator

from flask import Flask
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

BLOCKS = (
    "html|head|title|meta|link|script|body|header|nav|main|footer|section|article|div|form|fieldset|legend|summary|figure|figcaption|blockquote"
    "|p|h[1-6]|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|hr|option|textarea|path|rect"
)
BEFORE = re.compile(rf"\s+(?=</?(?:{BLOCKS})\b|<input type=\"hidden\")")
AFTER = re.compile(rf"(</(?:{BLOCKS})>)\s+")
INDENT = re.compile(r"\s*\n\s*")


class Lean(Extension):
    """Pieces of text between two of the template's own tags, one by one. Line numbers stay true: a token keeps its own."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        in_html = (stream.filename or stream.name or "").endswith(".html")
        for token in stream:
            yield Token(token.lineno, "data", lean(token.value)) if in_html and token.type == "data" else token


def lean(text: str) -> str:
    return INDENT.sub("\n", AFTER.sub(r"\1", BEFORE.sub("", text)))


def install(app: Flask) -> None:
    app.jinja_env.add_extension(Lean)
