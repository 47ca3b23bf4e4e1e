// Signed out: nothing stays on this phone but sealed words that were not sent, and the keys that open them.
if (self.Outbox && Outbox.works()) Outbox.leave().catch(() => {});
