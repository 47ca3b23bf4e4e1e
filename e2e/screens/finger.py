"""The device's own reader of fingers, as Chromium pretends one."""

from playwright.sync_api import Page

DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}


class Finger:
    """`is_theirs(False)`: somebody else's finger. `gives_secrets`: its passkeys can lock something too (PRF)."""

    def __init__(self, page: Page, *, gives_secrets: bool = False):
        self.talk = page.context.new_cdp_session(page)
        self.talk.send("WebAuthn.enable")
        able = {"ctap2Version": "ctap2_1", "hasPrf": True} if gives_secrets else {}
        options = {**DEVICE, **able, "automaticPresenceSimulation": True}
        self.id = self.talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def is_theirs(self, yes: bool) -> None:
        self.talk.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": yes})
