// The kill switch: IN_MY_WORDS_OFFLINE=false. What waits in the outbox stays; the pages themselves send it.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.map((name) => caches.delete(name))))
      .then(() => registration.unregister())
  );
});
