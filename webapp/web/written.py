"""What people wrote in their own words, out of everything a form holds."""

import re

from werkzeug.datastructures import MultiDict

# The rest of a form is ticks, codes and what the page itself sent along.
CHOSEN = "remind|need|importance|confidence|progress|weekday|state|test_state|paper|choice|letter|understood"
OF_A_PLAN = rf"(?!({CHOSEN}|review_on)-)\w+-(plan|[0-9a-f-]{{36}})"
WORDS = re.compile(rf"(words|comment|reason)(-.+)?|note|why|shared_with|talk_for|talk_others|{OF_A_PLAN}")


def words_in(form: MultiDict[str, str]) -> list[str]:
    """What to show when a post could not be kept, so that nobody has to remember it."""
    return [text for name, texts in form.lists() if WORDS.fullmatch(name) for text in texts if text.strip()]
