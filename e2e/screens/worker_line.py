"""What the browser itself says to the worker of this site, said over the debugger's line: Chromium only."""

from playwright.sync_api import Page

from e2e.screens.history import pause


class WorkerLine:
    def __init__(self, page: Page, origin: str):
        self.page, self.origin, self.seen = page, origin, []
        self.line = page.context.new_cdp_session(page)
        self.line.on("ServiceWorker.workerRegistrationUpdated", lambda told: self.seen.extend(told["registrations"]))
        self.line.send("ServiceWorker.enable")

    def bring_push(self, text: str) -> None:
        """As its push service does."""
        self.say("deliverPushMessage", data=text)

    def signal_is_back(self, tag: str) -> None:
        """At once, to what is registered under this tag: of itself the browser says it late, and five minutes later after a try that failed."""
        self.say("dispatchSyncEvent", tag=tag, lastChance=False)

    def say(self, what: str, **more) -> None:
        for _ in range(300):
            if self.seen:
                break
            pause(self.page, 50)
        self.line.send(f"ServiceWorker.{what}", {"origin": self.origin, "registrationId": self.seen[-1]["registrationId"], **more})
