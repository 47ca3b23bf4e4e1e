from tests.plans.conftest import Cast, cast

__all__ = ["Cast", "cast"]
