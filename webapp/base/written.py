"""What people wrote in their own words, out of everything a form holds."""

import re

from werkzeug.datastructures import MultiDict

# The rest of a form is ticks, codes and what the page itself sent along.
WORDS = re.compile("(words|comment|reason)-.+|note|why|shared_with")


def words_in(form: MultiDict[str, str]) -> list[str]:
    """What to show when a post could not be kept, so that nobody has to remember it."""
    return [text for name, texts in form.lists() if WORDS.fullmatch(name) for text in texts if text.strip()]
