from webapp.together import helping, holding, preparing, suggestions
from webapp.together.doors import blueprint

__all__ = ["blueprint", "helping", "holding", "preparing", "suggestions"]
