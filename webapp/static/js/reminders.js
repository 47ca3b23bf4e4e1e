// The page of reminders on this phone. Nothing is asked of the phone before a press, and no answer is waited for without end.
(function () {
  "use strict";
  var part = document.querySelector("[data-reminders]");
  if (!part) return;
  var form = part.querySelector("form");
  var WAIT = 20000;

  // The button stays wherever a press could help.
  function say(name) {
    part.querySelectorAll("[data-says]").forEach(function (one) { one.hidden = one.dataset.says !== name; });
    form.hidden = ["ready", "lost", "slow", "no"].indexOf(name) < 0;
  }

  function inTime(promise) {
    return Promise.race([promise, new Promise(function (_, no) { setTimeout(function () { no(new Error("slow")); }, WAIT); })]);
  }

  function bytes(text) {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), function (letter) { return letter.charCodeAt(0); });
  }

  function isOfThisKey(found) {
    var key = found.options && found.options.applicationServerKey;
    return !key || bytes(part.dataset.key).join() === new Uint8Array(key).join();
  }

  function worker() {
    return navigator.serviceWorker.register("/sw.js").then(function () { return navigator.serviceWorker.ready; });
  }

  async function subscribed() {
    var here = await worker();
    var found = await here.pushManager.getSubscription();
    if (found && !isOfThisKey(found)) {
      await found.unsubscribe();
      found = null;
    }
    return found || here.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(part.dataset.key) });
  }

  async function turnOn() {
    say("asking");
    try {
      if ((await inTime(Notification.requestPermission())) !== "granted") return say(Notification.permission === "denied" ? "blocked" : "no");
      var given = (await inTime(subscribed())).toJSON();
      form.elements.endpoint.value = given.endpoint;
      form.elements.p256dh.value = given.keys.p256dh;
      form.elements.auth.value = given.keys.auth;
      await self.Outbox.putNote({ name: "push", endpoint: given.endpoint, asked: Date.now() });
      form.submit();
    } catch (problem) {
      say("slow");
    }
  }

  // What the browser still has although nobody here wants it goes; what is wanted and lost is asked for by the worker.
  async function settle() {
    var here = await worker();
    var found = await here.pushManager.getSubscription();
    if (found && !part.hasAttribute("data-wanted")) await found.unsubscribe();
    if (part.hasAttribute("data-here")) {
      here.active.postMessage("push");
      say(found || Notification.permission === "granted" ? "on" : "lost");
    }
  }

  function begin() {
    if ("standalone" in navigator && !navigator.standalone && !("PushManager" in window)) return say("iphone");
    if (!("PushManager" in window) || !("Notification" in window) || !navigator.serviceWorker || !self.Outbox) return say("cannot");
    if (Notification.permission === "denied") return say("blocked");
    say(part.hasAttribute("data-here") ? "on" : "ready");
    settle().catch(function () {});
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    turnOn();
  });
  if (!part.hasAttribute("data-here")) say("");
  // The outbox's script, which keeps the worker's notes, comes late.
  if (self.Outbox) begin();
  else document.addEventListener("outbox", begin, { once: true });
})();
