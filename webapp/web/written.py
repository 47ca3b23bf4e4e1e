"""What people wrote in their own words, out of everything a form holds."""

import re

from werkzeug.datastructures import MultiDict

# The rest of a form is ticks, codes and what the page itself sent along.
OF_A_STEP = "what|when|by_when|first_step|in_the_way|way_round|who_helps|who"
OF_A_PLAN = f"want|why|beside|{OF_A_STEP}|matters|no_goal|today_[123]|professional|danger|who_to_call|key_(person|phone|hours)|review_by"
WORDS = re.compile(rf"(words|comment|reason)(-.+)?|note|why|shared_with|({OF_A_PLAN})-(plan|[0-9a-f-]{{36}})")


def words_in(form: MultiDict[str, str]) -> list[str]:
    """What to show when a post could not be kept, so that nobody has to remember it."""
    return [text for name, texts in form.lists() if WORDS.fullmatch(name) for text in texts if text.strip()]
