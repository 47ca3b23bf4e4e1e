"""Log lines as JSON with opaque ids. Never a name, a number, an answer: tracebacks carry no local variables and no messages."""

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer

show_frames = ExceptionDictTransformer(show_locals=False)


def wordless(exc_info) -> list[dict]:
    """The kind of each exception and where it was raised. Its message may repeat what somebody typed ("invalid literal: ..."), so it is left out."""
    found = show_frames(exc_info)
    for one in found:
        one["exc_value"], one["exc_notes"] = "", []
    return found


class StandardError:
    """Whatever standard error is when a line is written. A logger keeps its file for good, and a process that changes its own would lose lines."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def install(level: str = "INFO") -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(wordless),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.PrintLoggerFactory(StandardError()),  # type: ignore[arg-type]
        cache_logger_on_first_use=True,
    )


log = structlog.get_logger()
