// Push: one notice that says nothing, a tap that opens what is new, and an address kept in step with the server. Only where push is on.
/* global HERE, Notification, Outbox, clients, registration */

addEventListener("push", (event) => event.waitUntil(showNotice(event.data)));

// A push must always show something. What cannot be read still says whom it is from.
async function showNotice(data) {
  let told = {};
  try {
    told = data.json().notification || {};
  } catch (odd) {
    told = {};
  }
  await registration.showNotification(told.title || "In My Words", { body: told.body || "", dir: "auto", tag: "new", renotify: true, icon: HERE.push.icon, badge: HERE.push.icon });
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openNews());
});

// The address is ours and constant: nothing that came with the push says where a tap leads. What is typed on an open page is kept as a draft.
async function openNews() {
  const ours = (await clients.matchAll({ type: "window" })).find((one) => new URL(one.url).origin === location.origin);
  if (ours) {
    await ours.focus().catch(() => {});
    if (await ours.navigate(HERE.push.opens).catch(() => null)) return;
  }
  await clients.openWindow(HERE.push.opens);
}

addEventListener("pushsubscriptionchange", (event) => {
  const before = event.oldSubscription && event.oldSubscription.endpoint;
  event.waitUntil(keepInStep(true, before, event.newSubscription).catch(() => {}));
});

addEventListener("message", (event) => {
  if (event.data === "push") event.waitUntil(keepInStep(true).catch(() => {}));
});

function bytes(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

const PATIENCE = 20000;

// A browser that still says yes but has no address gets one without asking anybody. It refuses when it gets none now, or does not answer.
async function addressNow() {
  const found = await registration.pushManager.getSubscription();
  if (found || Notification.permission !== "granted") return found;
  const asked = registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(HERE.push.key) });
  return Promise.race([asked, new Promise((_, no) => setTimeout(() => no(new Error("slow")), PATIENCE))]);
}

// Told to the server once a day, and whenever the address is another than the one it knows. Only where somebody said yes: the note says so.
async function keepInStep(isPressing, before, given) {
  const kept = await Outbox.note("push").catch(() => null);
  if (!kept) return;
  const now = given || (await addressNow());
  if (!isPressing && now && now.endpoint === kept.endpoint && Math.abs(Date.now() - kept.asked) < 86400000) return;
  const { endpoint = "", keys = {} } = now ? now.toJSON() : {};
  const body = new URLSearchParams({ before: before || kept.endpoint, endpoint, p256dh: keys.p256dh || "", auth: keys.auth || "" });
  const reply = await fetch("/push-address", { method: "POST", body, credentials: "same-origin", cache: "no-store", redirect: "error" }).catch(() => null);
  const told = reply && reply.ok ? (await reply.json().catch(() => ({}))).standing : "";
  if (told === "on") await Outbox.putNote({ name: "push", endpoint, asked: Date.now() });
  if (told === "off") await Promise.all([Outbox.dropNote("push"), now && now.unsubscribe()]);
}
self.keepInStep = keepInStep;
