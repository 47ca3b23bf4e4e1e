// Nothing typed is lost. Every form with `data-outbox` is kept on this phone before it is sent, and what is typed before it is sent is a draft.
// `data-outbox="saves"`: also saved by itself, a moment after something was typed. Needs outbox.js; app.js brings both when the page is loaded.
(function () {
  "use strict";
  const doc = document;
  const root = doc.documentElement;
  const here = doc.currentScript.src;
  const pattern = doc.getElementById("kept-words");
  const notice = pattern && doc.importNode(pattern.content.firstElementChild, true);
  // A page may have more to say of words that wait.
  if (notice && doc.body.dataset.notSent) {
    const more = doc.createElement("b");
    more.textContent = ` ${doc.body.dataset.notSent}`;
    notice.querySelector("[data-when=wait]").append(more);
  }
  const whose = doc.body.dataset.whose || "";
  const box = self.Outbox;
  const forms = new Map();
  // What became of each sending, whichever replay on this page made it.
  const results = new Map();
  const news = self.BroadcastChannel ? new BroadcastChannel("outbox") : null;
  let timer = null;
  let lastPressed = null;

  // Somebody begins to write: what looks for words about an emergency comes then, and not before.
  doc.addEventListener("focusin", function look(event) {
    if (!doc.body.dataset.urgent || !event.target.matches("textarea,input[type=text],input:not([type])")) return;
    doc.removeEventListener("focusin", look);
    const script = doc.createElement("script");
    script.src = here.replace("js/keep.js", "js/urgent.js");
    doc.head.append(script);
  });

  const pathOf = (address) => new URL(address, location.href).pathname;
  const piece = (name) => notice.querySelector(`[data-when="${name}"]`);

  // What the phone says.
  function show(name, on) {
    piece(name).hidden = !on;
    notice.hidden = !notice.querySelector("[data-when]:not([hidden])");
  }

  function bring(form) {
    const place = form && (form.querySelector(".send") || form.querySelector(".actions:last-of-type"));
    if (place) place.before(notice);
    notice.focus();
  }

  function inWords(count) {
    const line = notice.querySelector("[data-count]");
    const shape = new Intl.PluralRules(root.lang).select(count);
    return (line.dataset[shape] || line.dataset.other).replace("{}", new Intl.NumberFormat(root.lang).format(count));
  }

  async function visitor() {
    const now = whose ? null : await box.note("now");
    return whose || (now ? now.whose : "");
  }

  // What waits, counted and shown; only ever of whoever is here.
  async function tell(stopped) {
    const who = await visitor();
    const entries = who ? await box.mine(who) : [];
    const waits = box.waiting(entries, who);
    const line = notice.querySelector("[data-count]");
    line.hidden = !waits.length;
    // A form that was saved by itself and then sent is one answer.
    if (waits.length) line.textContent = inWords(new Set(waits.map((entry) => entry.form)).size);
    const here = whose !== "" || !!doc.querySelector("[data-waiting]");
    const asks = !here || stopped === "sign-in" || stopped === "other";
    show("wait", waits.length && !asks);
    show("sign-in", waits.length && asks);
    if (whose) await tellAside(entries.filter((entry) => entry.aside));
    listWaiting(waits);
    return waits.length;
  }

  function listWaiting(waits) {
    const list = doc.querySelector("[data-waiting]");
    if (!list) return;
    const written = new Intl.DateTimeFormat(root.lang, { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
    list.replaceChildren(...waits.map((entry) => {
      const line = doc.createElement("li");
      line.textContent = written.format(entry.at);
      return line;
    }));
  }

  async function tellAside(entries) {
    notice.querySelectorAll("[data-entry]").forEach((one) => one.remove());
    for (const why of ["page", "closed", "retired", "old"]) show(why, entries.some((entry) => (entry.aside === "damaged" ? "page" : entry.aside) === why));
    const each = notice.querySelector("[data-each]");
    for (const entry of entries) {
      const what = await box.read(entry).catch(() => null);
      if (!what) continue;
      const one = each.cloneNode(true);
      one.hidden = false;
      one.dataset.entry = entry.n;
      one.querySelector("blockquote").textContent = what.words.join("\n");
      const look = one.querySelector('[data-do="look"]');
      look.hidden = entry.aside === "closed" || entry.aside === "retired";
      look.onclick = () => showOnPage(entry, what);
      one.querySelector('[data-do="forget"]').onclick = () => box.drop(entry.n).then(() => tell());
      notice.querySelector(".notice-words").append(one);
    }
  }

  // The server answers with a page: its two texts, or what is to be put right. The browser posts it as any form and shows that page.
  async function showOnPage(entry, what) {
    await box.putDraft(entry.whose, await box.draftName(entry.whose, what.action), { body: what.body, form: entry.form });
    await box.drop(entry.n);
    sendPlainly(what);
  }

  function sendPlainly(what) {
    const form = doc.createElement("form");
    form.method = "post";
    form.action = what.action;
    form.hidden = true;
    new URLSearchParams(what.body).forEach((value, name) => {
      const field = doc.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    });
    doc.body.append(form);
    form.submit();
  }

  // What was pressed leads nowhere else for now.
  const stays = () => delete root.dataset.sending;

  function goTo(address) {
    const to = new URL(address, location.href);
    if (to.pathname !== location.pathname || to.search !== location.search) return location.assign(to);
    if (to.hash !== location.hash) location.hash = to.hash;
    location.reload();
  }

  // Forms.
  function bodyOf(form, button) {
    const sent = new URLSearchParams();
    new FormData(form).forEach((value, name) => sent.append(name, value));
    if (button && button.name) sent.append(button.name, button.value);
    return sent.toString();
  }

  function wordsOf(form) {
    return Array.from(form.querySelectorAll("textarea, input:not([type]), input[type=text]"), (one) => one.value.trim()).filter(Boolean);
  }

  const actionOf = (form) => pathOf(form.getAttribute("action"));
  const linesAlike = (text) => text.replace(/\r\n?/g, "\n");

  // What was typed on this phone goes back into its controls, and the form stands again on what it stood on then.
  function fill(form, body) {
    const typed = new URLSearchParams(body);
    let changed = false;
    form.querySelectorAll("input[type=hidden]").forEach((one) => (typed.has(one.name) || /seen/.test(one.name)) && one.remove());
    const names = new Set(Array.from(form.elements, (one) => one.name));
    for (const control of form.elements) {
      const texts = typed.getAll(control.name);
      if (!control.name || control.tagName === "BUTTON") continue;
      if (control.type === "checkbox" || control.type === "radio") {
        changed = changed || control.checked !== texts.includes(control.value);
        control.checked = texts.includes(control.value);
      } else if (texts.length) {
        changed = changed || linesAlike(control.value) !== linesAlike(texts[0]);
        control.value = texts[0];
      }
    }
    typed.forEach((value, name) => {
      if (names.has(name)) return;
      const field = doc.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    });
    form.querySelectorAll("details").forEach((fold) => {
      fold.open = fold.open || Array.from(fold.querySelectorAll("textarea, input")).some((one) => one.value && one.type !== "hidden" && one.defaultValue !== one.value);
    });
    return changed;
  }

  class Kept {
    constructor(form) {
      this.form = form;
      this.action = actionOf(form);
      this.saves = form.dataset.outbox === "saves";
      this.id = box.newKey();
      this.stored = bodyOf(form);
      this.drafting = null;
      this.again = false;
      this.later = null;
      this.busy = false;
    }

    say(word) {
      const line = this.form.querySelector(".saved");
      if (line && this.saves) line.textContent = word ? this.form.dataset[word] || word : "";
    }

    // One at a time; what is typed meanwhile is kept in the next. So at most the key in hand is ever lost.
    draft() {
      this.again = true;
      this.drafting = this.drafting || this.draftAll().finally(() => (this.drafting = null));
      return this.drafting;
    }

    async draftAll() {
      this.name = this.name || (await box.draftName(whose, this.action));
      while (this.again) {
        this.again = false;
        const body = bodyOf(this.form);
        if (body === this.stored) continue;
        try {
          await box.putDraft(whose, this.name, { body, form: this.id });
          show("full", false);
        } catch (problem) {
          show("full", true);
        }
      }
    }

    typed() {
      this.say("");
      this.draft();
      if (!this.saves) return;
      clearTimeout(this.later);
      this.later = setTimeout(() => this.save(), 1500);
    }

    // Kept first, then sent. False when this phone has no room: then it is only sent.
    async keep(body, small) {
      await this.drafting;
      this.again = false;
      this.name = this.name || (await box.draftName(whose, this.action));
      this.stored = body;
      const what = { action: this.action, body, words: wordsOf(this.form) };
      return box.put({ whose, form: this.id, small, what, draft: this.name });
    }

    async save() {
      clearTimeout(this.later);
      const body = bodyOf(this.form);
      if (this.busy || body === this.stored) return;
      let key;
      try {
        key = await this.keep(body, true);
      } catch (problem) {
        this.stored = "";
        show("full", true);
        this.say("unsaved");
        return;
      }
      await send();
      const told = results.get(key);
      if (bodyOf(this.form) !== body) return;
      if (told && told.means === "receipt") this.say("saved");
      else if (told && told.means === "page") this.notTaken(key, told.text);
      else if (await isWaiting(key)) this.say("kept");
    }

    // The page itself still shows these words, and the next press brings both texts.
    async notTaken(key, text) {
      const entry = (await box.mine(whose)).find((one) => one.key === key);
      if (entry) await box.drop(entry.n);
      this.stored = "";
      await this.draft();
      const said = new DOMParser().parseFromString(text, "text/html").querySelector(".saved");
      this.say(said ? said.textContent : "unsaved");
      await tell();
    }

    async press(button) {
      // Until the next page is here: a second press would send the same again.
      if (this.busy || "sending" in root.dataset) return;
      this.busy = true;
      root.dataset.sending = "";
      clearTimeout(this.later);
      const body = bodyOf(this.form, button);
      let key;
      try {
        key = await this.keep(body, false);
      } catch (problem) {
        this.busy = false;
        this.stored = "";
        return this.pressWithoutRoom(body);
      }
      await send();
      this.busy = false;
      const told = results.get(key);
      if (told && told.means === "receipt") return goTo(told.to || location.href);
      const entry = (await box.mine(whose)).find((one) => one.key === key);
      if (entry && told && told.means === "page") return showOnPage(entry, told.what);
      // Another tab, or the worker, was told of it: the server says the same again.
      if (!entry) return goTo((await box.sendUnkept({ key, whose, form: this.id, what: { action: this.action, body } })).to || location.href);
      stays();
      this.say("kept");
      bring(this.form);
    }

    // Nothing could be kept: it is sent all the same, and the words stay on the screen until that worked.
    async pressWithoutRoom(body) {
      show("full", true);
      const found = await box.sendUnkept({ whose, form: this.id, what: { action: this.action, body } });
      if (found.means === "receipt") return goTo(found.to || location.href);
      if (found.means !== "wait") return sendPlainly({ action: this.action, body });
      stays();
      this.say("unsaved");
      bring(this.form);
    }
  }

  async function isWaiting(key) {
    return (await box.mine(whose)).some((one) => one.key === key && !one.aside);
  }

  // Sends what waits, in order, and comes back to it after a while where it could not.
  async function send() {
    const ended = await box.replay(whose);
    for (const one of ended.told) results.set(one.key, one);
    clearTimeout(timer);
    if (ended.stopped === "wait") {
      timer = setTimeout(sendLater, ended.after * 1000);
      askTheWorker();
    }
    await tell(ended.stopped);
    if (ended.told.length && news) news.postMessage("changed");
    return ended;
  }

  async function sendLater() {
    const ended = await send();
    const sent = ended.told.filter((one) => one.means === "receipt");
    if (!sent.length || ended.stopped) return;
    show("sent", true);
    const last = sent[sent.length - 1];
    const go = piece("sent").querySelector("a");
    go.hidden = last.small || !last.to;
    if (last.to) go.href = last.to;
    forms.forEach((kept) => kept.say(""));
  }

  function askTheWorker() {
    if (!navigator.serviceWorker) return;
    navigator.serviceWorker.ready.then((here) => here.sync && here.sync.register(box.TAG)).catch(() => {});
  }

  // What stood in the form before this script was there: typed, or put back by the browser itself.
  function earlyIn(form) {
    return Array.from(form.elements).filter((one) => "defaultValue" in one && one.type !== "hidden" && (one.value !== one.defaultValue || one.checked !== one.defaultChecked))
      .map((one) => ({ one, value: one.value, checked: one.checked }));
  }

  // Neither that nor what was put back here is dropped.
  function layOver(early) {
    for (const { one, value, checked } of early) {
      if (one.type === "checkbox" || one.type === "radio") one.checked = checked;
      else if (!one.value.includes(value)) one.value = one.value && one.tagName === "TEXTAREA" ? `${one.value}\n${value}` : value;
    }
  }

  // What was written here before and has not arrived goes back into the form, the newest last: what waits, then the draft.
  async function putBack(kept, waits) {
    const early = earlyIn(kept.form);
    const name = (kept.name = await box.draftName(whose, kept.action));
    if (doc.body.hasAttribute("data-answered")) return kept.draft();
    for (const entry of waits) {
      const what = await box.read(entry).catch(() => null);
      if (what && what.action === kept.action) {
        kept.waits = fill(kept.form, what.body) || kept.waits;
        kept.id = entry.form;
        kept.stored = bodyOf(kept.form);
      }
    }
    const draft = await box.readDraft(whose, name);
    const before = bodyOf(kept.form);
    if (draft && (fill(kept.form, draft.body) || early.length)) {
      kept.id = draft.form;
      show("draft", true);
    } else if (draft) await box.dropDraft(name);
    layOver(early);
    if (early.length) kept.stored = "";
    if (early.length || (kept.saves && bodyOf(kept.form) !== before)) kept.typed();
  }

  async function begin() {
    await box.putNote({ name: "now", whose });
    const waits = box.waiting(await box.mine(whose), whose);
    for (const form of doc.querySelectorAll("form[data-outbox]")) {
      const kept = new Kept(form);
      forms.set(form, kept);
      // The browser's own memory of what was typed lies on the disk in plain letters. Ours is sealed.
      form.autocomplete = "off";
      await putBack(kept, waits);
    }
    listen();
    ready();
    const ended = await send();
    const fresh = ended.told.some((one) => one.means === "receipt" && !one.small) && ![...forms.values()].some((kept) => bodyOf(kept.form) !== kept.stored);
    if (fresh && waits.length && doc.querySelector("form[data-outbox]")) location.reload();
  }

  function listen() {
    doc.addEventListener("click", (event) => (lastPressed = event.target.closest("button")), true);
    doc.addEventListener("input", (event) => {
      const kept = event.target.form && forms.get(event.target.form);
      if (kept) kept.typed();
    });
    doc.addEventListener("change", (event) => {
      const kept = event.target.form && forms.get(event.target.form);
      if (kept && kept.saves) kept.save();
    });
    doc.addEventListener("submit", (event) => {
      const kept = forms.get(event.target);
      const button = event.submitter || lastPressed;
      // The language switch belongs to the form and leads elsewhere.
      if (!kept || event.defaultPrevented || (button && button.hasAttribute("formaction"))) return;
      event.preventDefault();
      kept.press(button);
    });
    addEventListener("online", sendLater);
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      stays();
      sendLater();
    });
    doc.addEventListener("visibilitychange", () => doc.visibilityState === "visible" && sendLater());
  }

  // The worker, and what its page must know: the language and the look.
  function bringTheWorker() {
    if (!navigator.serviceWorker || !doc.body.hasAttribute("data-offline")) return;
    const { theme, size, letters } = root.dataset;
    box.putNote({ name: "look", language: root.lang.slice(0, 2), theme, size, letters }).catch(() => {});
    navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then((here) => here.active.postMessage("warm")).catch(() => {});
  }

  async function wearTheLook() {
    if (!doc.querySelector("[data-waiting]")) return;
    const look = (await box.note("look")) || {};
    for (const name of ["theme", "size", "letters"]) if (look[name]) root.dataset[name] = look[name];
  }

  const ready = () => doc.dispatchEvent(new Event("outbox"));
  if (!notice || !box || !box.works()) return ready();
  doc.querySelector("main").prepend(notice);
  if (news) news.onmessage = () => tell();
  (async () => {
    try {
      await (whose ? begin() : tell());
    } catch (problem) {
      // Private windows of some browsers keep nothing. Every form still goes as it would without script.
      forms.clear();
    }
    ready();
    await wearTheLook().catch(() => {});
    bringTheWorker();
  })();
})();
