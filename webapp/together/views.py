from webapp.together import helping, suggestions
from webapp.together.doors import blueprint

__all__ = ["blueprint", "helping", "suggestions"]
