from webapp.channels import TryLater


class Off:
    """Nothing leaves. Messages wait, and a human is told of those that waited too long."""

    patience = 0.0
    can_be_asked = True

    def send(self, to: str, body: str, reference: str) -> str:
        raise TryLater("switched_off", 3600)

    def found(self, reference: str) -> str | None:
        return None
