import pytest


@pytest.fixture
def app(app):
    """Without the even time of the doors, except where a test asks for it."""
    app.config["EVEN_SECONDS"] = 0
    return app
