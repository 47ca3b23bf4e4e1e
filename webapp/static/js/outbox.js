// The outbox: what was written on this phone, sealed, kept until the server says that it arrived. Shared by the pages and the worker.
(function (scope) {
  "use strict";

  const TAG = "outbox";
  const DAY = 86400000;
  // The server forgets receipts after 60 days: what is older than this is shown to be copied and never sent by itself.
  const LATEST = 30 * DAY;
  const PATIENCE = 20000;
  const WAITS = [2, 5, 10, 30, 60, 120, 300];

  // What an answer means. Only the server's own `Outbox` header is believed: without it nobody knows who answered.
  function meaning(status, says, key, hash) {
    if (!says || status === 429 || status >= 500) return "wait";
    const [word, ofKey, ofHash] = says.split(" ");
    if (word !== "receipt") return word;
    return ofKey === key && ofHash === hash ? "receipt" : "wait";
  }

  // Seconds until the next try. A server that names a time is given it.
  function pause(tries, retryAfter) {
    const asked = parseInt(retryAfter, 10);
    return asked > 0 ? Math.min(asked, 3600) : WAITS[Math.min(tries, WAITS.length - 1)];
  }

  // In the order they were written. What needs a human stands aside and holds up nobody.
  function waiting(entries, whose) {
    return entries.filter((entry) => entry.whose === whose && !entry.aside).sort((one, other) => one.n - other.n);
  }

  // A small save is no longer needed once the same form is kept again after it: the form is always kept whole. Not so while it is on its way.
  function outgrown(entries, entry) {
    const same = (one) => one.whose === entry.whose && one.form === entry.form && !(one.n >= entry.n);
    return entries.filter((one) => one.small && (one.aside || !one.tries) && same(one)).map((one) => one.n);
  }

  function hex(bytes) {
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const drawn = crypto.getRandomValues(new Uint8Array(16));
    drawn[6] = (drawn[6] & 15) | 64;
    drawn[8] = (drawn[8] & 63) | 128;
    return hex(drawn).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  async function hashOf(text) {
    return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  }

  // AES-GCM; whose it is and its name are bound in, so a sealed text moved elsewhere does not open.
  async function seal(key, what, bound) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(bound);
    const text = new TextEncoder().encode(JSON.stringify(what));
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, text) };
  }

  async function unseal(key, { iv, sealed }, bound) {
    const additionalData = new TextEncoder().encode(bound);
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, sealed)));
  }

  // The store.
  const NAME = "in-my-words";
  let opened = null;

  function done(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  function open() {
    opened = opened || new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
        request.result.createObjectStore("drafts", { keyPath: "id" });
        request.result.createObjectStore("keys", { keyPath: "whose" });
        request.result.createObjectStore("notes", { keyPath: "name" });
      };
      request.onerror = request.onblocked = () => reject(request.error);
      request.onsuccess = () => {
        request.result.onversionchange = request.result.onclose = () => {
          request.result.close();
          opened = null;
        };
        resolve(request.result);
      };
    }).catch((problem) => {
      opened = null;
      throw problem;
    });
    return opened;
  }

  // One transaction: `work` is given the stores, and what it returns is given back once all of it is kept.
  async function within(names, mode, work, how) {
    const db = await open();
    const run = db.transaction(names, mode, how);
    const ended = new Promise((resolve, reject) => {
      run.oncomplete = resolve;
      run.onabort = run.onerror = () => reject(run.error || new Error("not kept"));
    });
    const stores = names.map((name) => run.objectStore(name));
    const made = await Promise.all([work(...stores), ended]);
    return made[0];
  }

  function all(name) {
    return within([name], "readonly", (store) => done(store.getAll()));
  }

  async function keyKept(whose) {
    const found = await within(["keys"], "readonly", (keys) => done(keys.get(whose)));
    return found && found.key;
  }

  // Made on this phone, never leaves it, and cannot be read out of it: only used.
  async function keyOf(whose) {
    const found = await keyKept(whose);
    if (found) return found;
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Two tabs may both make one: the first kept is the one.
    return within(["keys"], "readwrite", async (keys) => {
      const first = await done(keys.get(whose));
      if (first) return first.key;
      await done(keys.put({ whose, key }));
      return key;
    });
  }

  async function note(name) {
    return within(["notes"], "readonly", (notes) => done(notes.get(name)));
  }

  async function putNote(kept) {
    return within(["notes"], "readwrite", (notes) => done(notes.put(kept)));
  }

  function dropNote(name) {
    return within(["notes"], "readwrite", (notes) => done(notes.delete(name)));
  }

  // One at a time, whichever tab or worker asks.
  function alone(what, work) {
    return navigator.locks ? navigator.locks.request(`${NAME} ${what}`, work) : work();
  }

  // Sealed for `whose` and kept by `work`, which is given the sealed text and the stores; the key that opens it with it.
  async function putSealed(names, { whose, name, what }, work, how) {
    const key = await keyOf(whose);
    const kept = await seal(key, what, `${whose} ${name}`);
    await within(["keys", ...names], "readwrite", async (keys, ...stores) => {
      // Somebody signed out in another tab while it was sealed.
      if (!(await done(keys.get(whose)))) keys.put({ whose, key });
      await work(kept, ...stores);
    }, how);
  }

  async function reopened(whose, name, kept) {
    return unseal(await keyKept(whose), kept, `${whose} ${name}`);
  }

  // `what`: {action, body, words}. `form` is the form as it was opened. Returns the entry's key.
  async function put({ whose, form, small, what, draft }) {
    const key = newKey();
    await putSealed(["entries", "drafts"], { whose, name: key, what }, async (kept, entries, drafts) => {
      const entry = { key, whose, form, small: !!small, tries: 0, at: Date.now(), ...kept };
      outgrown(await done(entries.getAll()), entry).forEach((n) => entries.delete(n));
      if (draft) drafts.delete(draft);
      await done(entries.add(entry));
    }, { durability: small ? "default" : "strict" });
    return key;
  }

  function read(entry) {
    return reopened(entry.whose, entry.key, entry);
  }

  async function mine(whose) {
    return (await all("entries")).filter((entry) => entry.whose === whose);
  }

  function setAside({ n }, why) {
    return within(["entries"], "readwrite", async (entries) => {
      const kept = await done(entries.getAll());
      const entry = kept.find((one) => one.n === n);
      if (!entry) return;
      outgrown(kept, entry).forEach((older) => entries.delete(older));
      await done(entries.put({ ...entry, aside: why }));
    });
  }

  function drop(n) {
    return within(["entries"], "readwrite", (entries) => done(entries.delete(n)));
  }

  // Counted before it goes: from then on the same key goes with the same bytes, however often. False when it is no longer there.
  function begin(n) {
    return within(["entries"], "readwrite", async (entries) => {
      const entry = await done(entries.get(n));
      if (!entry) return false;
      await done(entries.put({ ...entry, tries: entry.tries + 1 }));
      return true;
    });
  }

  // Drafts: what is typed and not sent yet. The name of a form's draft says nothing: a hash of its address and of whose it is.
  async function draftName(whose, action) {
    return (await hashOf(`${whose} ${action}`)).slice(0, 32);
  }

  function putDraft(whose, id, what) {
    return putSealed(["drafts"], { whose, name: id, what }, (kept, drafts) => done(drafts.put({ id, whose, at: Date.now(), ...kept })));
  }

  async function readDraft(whose, id) {
    const kept = await within(["drafts"], "readonly", (drafts) => done(drafts.get(id)));
    if (!kept || kept.whose !== whose) return null;
    return reopened(whose, id, kept).catch(() => null);
  }

  function dropDraft(id) {
    return within(["drafts"], "readwrite", (drafts) => done(drafts.delete(id)));
  }

  // Nobody is here any more: only sealed words that were not sent stay, and the keys that open them.
  function leave() {
    return within(["entries", "drafts", "keys", "notes"], "readwrite", async (entries, drafts, keys, notes) => {
      const needed = new Set([...(await done(entries.getAll())), ...(await done(drafts.getAll()))].map((one) => one.whose));
      (await done(keys.getAll())).filter((one) => !needed.has(one.whose)).forEach((one) => keys.delete(one.whose));
      await done(notes.delete("now"));
    });
  }

  // Sending.
  async function post(what, entry, hash) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), PATIENCE);
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
      "Outbox-Key": entry.key,
      "Outbox-Hash": hash,
      "Outbox-Whose": entry.whose,
      "Outbox-Form": entry.form,
    };
    if (entry.small) headers["HX-Request-Type"] = "partial";
    try {
      const reply = await fetch(what.action, { method: "POST", body: what.body, headers, credentials: "same-origin", cache: "no-store", signal: giveUp.signal });
      const means = meaning(reply.status, reply.headers.get("Outbox"), entry.key, hash);
      const text = means === "page" && entry.small ? await reply.text() : "";
      return { means, text, to: reply.headers.get("Outbox-To"), after: reply.headers.get("Retry-After") };
    } catch (problem) {
      return { means: "wait" };
    } finally {
      clearTimeout(timer);
    }
  }

  async function sendOne(entry) {
    if (Date.now() - entry.at > LATEST) return { means: "old" };
    const what = await read(entry).catch(() => null);
    if (!what) return { means: "unreadable" };
    if (!(await begin(entry.n))) return { means: "gone" };
    return { ...(await post(what, entry, await hashOf(what.body))), what };
  }

  // For a phone with no room: sent as if it were kept.
  async function sendUnkept({ key, whose, form, what }) {
    return post(what, { whose, form, key: key || newKey() }, await hashOf(what.body));
  }

  // Tells what happened to each, in order. Stops where there is no signal, nobody signed in, or somebody else: the rest waits.
  async function sendEach(whose) {
    const told = [];
    for (;;) {
      const entry = waiting(await mine(whose), whose)[0];
      if (!entry) return { told, stopped: null };
      const found = await sendOne(entry);
      told.push({ key: entry.key, form: entry.form, small: entry.small, ...found });
      if (found.means === "receipt") await drop(entry.n);
      else if (found.means === "wait") return { told, stopped: "wait", after: pause(entry.tries, found.after) };
      else if (found.means === "sign-in" || found.means === "other") return { told, stopped: found.means };
      else if (found.means !== "gone") await setAside(entry, found.means);
    }
  }

  // Who signed out while the last of it was under way needs no key any more.
  function replay(whose) {
    return alone("outbox", async () => {
      const ended = await sendEach(whose);
      if (!(await note("now"))) await leave();
      return ended;
    });
  }

  const works = () => !!(scope.indexedDB && scope.crypto && crypto.subtle);

  scope.Outbox = {
    TAG, LATEST, works, meaning, pause, waiting, outgrown, newKey, hashOf, seal, unseal,
    put, read, mine, drop, note, putNote, dropNote, alone, draftName, putDraft, readDraft, dropDraft, leave, replay, sendUnkept,
  };
})(self);
