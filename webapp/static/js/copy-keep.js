// "Keep a copy of my plan on this phone": locked by the phone's passkey, or by words. Needs plan-copy.js and the outbox.
(function () {
  "use strict";
  const doc = document;
  const part = doc.querySelector("[data-copy]");
  if (!part) return;
  const box = doc.getElementById("lock");
  const whose = doc.body.dataset.whose;
  const show = (name, on) => part.querySelectorAll(`[data-when="${name}"]`).forEach((one) => (one.hidden = !on));
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const credentials = part.dataset.passkeys.split(" ").filter(Boolean).map(bytes);
  const fold = part.querySelector("details");
  let isBusy = false;
  let place = "words";

  // Beside what was pressed.
  function say(name) {
    part.querySelectorAll("[data-told]").forEach((one) => (one.textContent = name && one.dataset.told === place ? part.dataset[name] : ""));
  }

  async function begin() {
    if (!self.PlanCopy || !PlanCopy.works() || !doc.body.hasAttribute("data-offline")) return show("cannot", true);
    // Without a copy there is nothing to ask about.
    if (await PlanCopy.look(Date.now())) await PlanCopy.tellTheWorker(5000);
    const found = await PlanCopy.look(Date.now());
    if (found && found.whose !== whose) return show("cannot", true);
    show("here", !!found);
    show("can", true);
    // One way at a time: words are there for whoever wants them.
    fold.open = !credentials.length || !self.PublicKeyCredential;
    show("passkey", !fold.open);
  }

  // One press at a time; whatever goes wrong is said, and nothing is half kept.
  async function once(work) {
    if (isBusy) return;
    isBusy = true;
    say("");
    await work().catch(() => say("failed"));
    isBusy = false;
  }

  async function withPasskey() {
    place = "passkey";
    const salt = PlanCopy.newSalt();
    const shown = await PlanCopy.secretOf(credentials, salt).catch(() => ({}));
    fold.open = fold.open || !shown || !shown.secret;
    if (shown && !shown.secret) return say("unshown");
    if (!shown) {
      show("passkey", false);
      place = "words";
      return say("unfit");
    }
    await keep({ way: "passkey", salt, ...shown });
  }

  async function withWords() {
    place = "words";
    const wrong = PlanCopy.fault(box.value);
    box.toggleAttribute("aria-invalid", !!wrong);
    if (wrong) {
      box.focus();
      return say(wrong);
    }
    await keep({ way: "words", salt: PlanCopy.newSalt(), secret: box.value });
  }

  async function keep(lock) {
    say("busy");
    const body = new URLSearchParams({ passkey: lock.credential ? base64url(lock.credential) : "" });
    const reply = await fetch(part.dataset.copies, { method: "POST", body, redirect: "error", cache: "no-store" });
    // Too quiet for too long: the page asks again who this is.
    if (reply.status !== 200) return location.reload();
    const token = reply.headers.get("Plan-Copy");
    const kept = await PlanCopy.keep(await PlanCopy.sealed({ ...lock, whose, token, page: await reply.text(), at: Date.now() }));
    if (!kept || !(await PlanCopy.tellTheWorker(15000))) {
      if (kept) await PlanCopy.takeOff();
      return say("failed");
    }
    box.value = "";
    show("can", false);
    show("here", false);
    show("done", true);
    say("");
    part.querySelector('[data-when="done"]').focus();
  }

  const base64url = (raw) => btoa(String.fromCharCode(...raw)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  async function suggest() {
    const list = await (await fetch(part.dataset.list)).json();
    box.value = PlanCopy.drawn(list, 4);
    box.removeAttribute("aria-invalid");
  }

  const acts = { passkey: withPasskey, words: withWords, suggest };
  part.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) once(acts[button.dataset.do]);
  });
  box.addEventListener("keydown", (event) => event.key === "Enter" && once(withWords));
  addEventListener("pagehide", () => (box.value = ""));
  doc.addEventListener("outbox", () => begin().catch(() => show("cannot", true)), { once: true });
})();
