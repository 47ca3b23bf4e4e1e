// On the page without a signal: the copy of the plan, for whoever locked it. Offered only where there is one, and to nobody else who is signed in.
(function () {
  "use strict";
  const doc = document;
  const part = doc.querySelector("[data-copy]");
  const box = doc.getElementById("lock");
  const status = part.querySelector("[role=status]");
  const place = part.querySelector("[data-plan]");
  const show = (name, on) => part.querySelectorAll(`[data-when="${name}"]`).forEach((one) => (one.hidden = !on));
  const AWAY = 300000;
  const FRESH = 60000;
  let timer = 0;
  let askedAt = 0;
  let asking = null;
  let isBusy = false;
  let isOver = false;

  function say(name, number) {
    const shape = number === undefined ? "" : `-${new Intl.PluralRules(doc.documentElement.lang).select(number)}`;
    const line = part.getAttribute(`data-${name}${shape}`) || part.getAttribute(`data-${name}-other`) || "";
    status.textContent = line.replace("{}", number);
  }

  const now = () => self.Outbox.note("now");
  const isTheirs = (row, here) => !here || here.whose === row.whose;

  async function found() {
    const here = await now();
    const row = await PlanCopy.look(Date.now(), (gone) => isTheirs(gone, here) && over());
    return row && isTheirs(row, here) ? row : null;
  }

  function over() {
    isOver = true;
    part.hidden = false;
    say("over");
  }

  async function begin() {
    if (!self.PlanCopy || !PlanCopy.works() || !(await found())) return;
    part.hidden = false;
    show("closed", true);
    await ask();
  }

  async function once(work) {
    if (isBusy) return;
    isBusy = true;
    await work().catch(() => say("unshown"));
    isBusy = false;
  }

  // With a signal the server is asked before anything is opened: at once, so that a press of the finger's reader need not wait for it.
  function ask() {
    if (Date.now() - askedAt > FRESH) {
      askedAt = Date.now();
      asking = PlanCopy.tellTheWorker(4000);
    }
    return asking.then(stillThere);
  }

  async function stillThere() {
    const row = await found();
    if (row) return row;
    close();
    show("closed", false);
    show("locked", false);
    if (!isOver) say("gone");
    return null;
  }

  async function read() {
    say("");
    const row = await ask();
    if (!row) return;
    if (row.way === "words") {
      show("closed", false);
      show("locked", true);
      return box.focus();
    }
    const shown = await PlanCopy.secretOf([row.credential], row.salt);
    await open(shown.secret);
  }

  async function unlock() {
    const words = box.value;
    say("busy");
    await open(words);
  }

  async function open(secret) {
    const told = await PlanCopy.open(secret);
    if (told.means === "open") return showPlan(told.page);
    if (told.means === "wrong") {
      say("wrong", told.left);
      return box.focus();
    }
    show("locked", false);
    show("closed", false);
    box.value = "";
    say(told.means);
  }

  function showPlan(text) {
    const plan = doc.importNode(new DOMParser().parseFromString(text, "text/html").querySelector("article"), true);
    const day = plan.dataset[doc.documentElement.lang.slice(0, 2)] || plan.dataset.en;
    box.value = "";
    say("");
    place.replaceChildren(plan);
    part.querySelector("[data-dated]").textContent = part.querySelector("[data-dated]").dataset.dated.replace("{}", day);
    show("closed", false);
    show("locked", false);
    show("open", true);
    part.querySelector("[data-dated]").focus();
  }

  // Nothing of it stays on the page, nor behind the back button.
  function close() {
    clearTimeout(timer);
    box.value = "";
    place.replaceChildren();
    if (part.querySelector('[data-when="open"]').hidden) return;
    show("open", false);
    show("closed", true);
  }

  const acts = { read, unlock, close: async () => close() };
  part.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) once(acts[button.dataset.do]);
  });
  box.addEventListener("keydown", (event) => event.key === "Enter" && once(unlock));
  addEventListener("pagehide", close);
  doc.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (doc.visibilityState === "hidden") timer = setTimeout(close, AWAY);
  });
  doc.addEventListener("outbox", begin, { once: true });
})();
