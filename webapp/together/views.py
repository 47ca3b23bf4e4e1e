from webapp.together import helping, preparing, suggestions
from webapp.together.doors import blueprint

__all__ = ["blueprint", "helping", "preparing", "suggestions"]
