// A copy of the plan that the person chose to keep on this phone: sealed, for 30 days at a time, one on a phone.
// It lies beside the outbox's notes, under the name "copy". Needs outbox.js. service_worker/README.md lists it.
(function (scope) {
  "use strict";

  const DAY = 86400000;
  const LASTS = 30 * DAY;
  const ROUNDS = 600000;
  const MOST_TRIES = 10;
  const SHORTEST = 12;
  const FEWEST_LETTERS = 6;
  const FEWEST_DIFFERENT = 5;
  const own = scope.document && document.currentScript;

  // The same words open it, however a phone's keyboard writes them: capitals, a full stop at the end, two spaces.
  function plainly(typed) {
    return typed.normalize("NFKC").toLowerCase().replace(/[\s\p{P}]+/gu, " ").trim();
  }

  // Why these words would not lock it well: numbers, short, same; or nothing. A short PIN is tried out in a minute by whoever has the phone.
  function fault(typed) {
    const words = plainly(typed);
    const letters = (words.match(/\p{L}/gu) || []).length;
    if (words && !letters) return "numbers";
    if (words.length < SHORTEST) return "short";
    if (letters < FEWEST_LETTERS) return "numbers";
    return new Set(words.replace(/ /g, "")).size < FEWEST_DIFFERENT ? "same" : "";
  }

  // As many words as wanted from a list, each as likely as any other.
  function drawn(list, count) {
    const most = 65536 - (65536 % list.length);
    const words = [];
    while (words.length < count) {
      const [number] = crypto.getRandomValues(new Uint16Array(1));
      if (number < most) words.push(list[number % list.length]);
    }
    return words.join(" ");
  }

  // A clock that was set back does not make the copy younger: what was seen of the time once has passed.
  function timeSeen({ ahead, latest }, clock) {
    const now = Math.max(ahead, latest - clock);
    return { ahead: now, latest: clock + now };
  }

  const isOver = ({ contact, latest }) => latest - contact > LASTS;

  // `secret`: the words, or the 32 bytes that only this passkey gives.
  async function keyFrom(secret, { way, salt, rounds }) {
    const text = new TextEncoder();
    const isWords = way === "words";
    const raw = isWords ? text.encode(plainly(secret)) : secret;
    const how = isWords ? { name: "PBKDF2", iterations: rounds } : { name: "HKDF", info: text.encode("In My Words, copy of a plan") };
    const base = await crypto.subtle.importKey("raw", raw, how.name, false, ["deriveKey"]);
    return crypto.subtle.deriveKey({ ...how, hash: "SHA-256", salt }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  const bound = ({ whose, way }) => `${whose} copy ${way}`;
  const newSalt = () => crypto.getRandomValues(new Uint8Array(32));

  // `page`: the plan as the server wrote it. `credential`: the passkey's id, when one locks it. Returns what is kept.
  async function sealed({ whose, token, way, salt, credential, secret, page, at }) {
    const how = { way, salt, rounds: way === "words" ? ROUNDS : 0 };
    const kept = await scope.Outbox.seal(await keyFrom(secret, how), page, bound({ whose, way }));
    return { name: "copy", whose, token, ...how, credential: credential || null, ...kept, tries: 0, contact: at, latest: at, ahead: 0, asked: at };
  }

  const unsealed = async (row, secret) => scope.Outbox.unseal(await keyFrom(secret, row), row, bound(row));

  // The store. Whoever changes it is alone with it, the worker too.
  const alone = (work) => scope.Outbox.alone("copy", work);
  const row = () => scope.Outbox.note("copy");
  const drop = () => scope.Outbox.dropNote("copy");
  const put = (kept) => scope.Outbox.putNote(kept);

  // False when this phone keeps somebody else's already: that one is not disturbed.
  function keep(kept) {
    return alone(async () => {
      const before = await row();
      if (before && before.whose !== kept.whose) return false;
      await put(kept);
      return true;
    });
  }

  // What is kept, or null; after 30 days without a word from the server it goes, and `over` is called.
  function look(clock, over) {
    return alone(async () => {
      const found = await row();
      if (!found) return null;
      const seen = { ...found, ...timeSeen(found, clock) };
      if (isOver(seen)) {
        await drop();
        if (over) over(seen);
        return null;
      }
      await put(seen);
      return seen;
    });
  }

  // Counted before it is tried: who leaves in the middle has tried too.
  async function open(secret) {
    const found = await alone(async () => {
      const now = await row();
      if (now) await put({ ...now, tries: now.tries + 1 });
      return now;
    });
    if (!found) return { means: "gone" };
    const page = await unsealed(found, secret).catch(() => null);
    const tries = page ? 0 : found.tries + 1;
    await alone(async () => {
      const now = await row();
      if (now && tries >= MOST_TRIES) await drop();
      else if (now && page) await put({ ...now, tries });
    });
    return page ? { means: "open", page } : { means: tries >= MOST_TRIES ? "emptied" : "wrong", left: MOST_TRIES - tries };
  }

  // What only this passkey gives, behind a finger, a face or the phone's own code; null when it can give nothing.
  async function secretOf(credentials, salt) {
    const allowCredentials = credentials.map((id) => ({ type: "public-key", id, transports: ["internal"] }));
    const publicKey = { challenge: newSalt(), allowCredentials, userVerification: "required", extensions: { prf: { eval: { first: salt } } } };
    const shown = await navigator.credentials.get({ publicKey });
    const given = shown.getClientExtensionResults().prf;
    return given && given.results ? { credential: new Uint8Array(shown.rawId), secret: given.results.first } : null;
  }

  // The worker asks the server whether the copy may stay, and keeps the files to read it with. False when it did not answer in time.
  function tellTheWorker(patience) {
    const asked = new Promise((resolve) => {
      const line = new MessageChannel();
      line.port1.onmessage = (event) => resolve(event.data === "kept");
      navigator.serviceWorker.ready.then((here) => here.active.postMessage("copy", [line.port2]));
    });
    return Promise.race([asked, new Promise((resolve) => setTimeout(resolve, patience, false))]);
  }

  // From this phone by whoever holds it; the server is told when it can be.
  async function takeOff() {
    const found = await row();
    await alone(drop);
    if (found) await fetch("/plan-copy", { method: "POST", body: new URLSearchParams({ token: found.token, off: "yes" }) }).catch(() => {});
  }

  const works = () => !!(scope.Outbox && scope.Outbox.works() && navigator.serviceWorker && scope.TextEncoder);

  scope.PlanCopy = { LASTS, ROUNDS, MOST_TRIES, works, plainly, fault, drawn, timeSeen, isOver, newSalt, sealed, unsealed, keep, look, open, secretOf, tellTheWorker, takeOff };

  // Where copies are ended: this phone's own goes at once.
  if (own && "ask" in own.dataset) document.addEventListener("outbox", () => works() && tellTheWorker(10000));
})(self);
