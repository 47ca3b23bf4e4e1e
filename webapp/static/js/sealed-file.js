// Opens the file it stands in: no network, nothing sent, nothing stored. Where it does not run, the page says what to do.
// Nothing here may tell what the file is about. The other half is export/sealed_file.py.
(function () {
  "use strict";

  const doc = document;
  const at = (id) => doc.getElementById(id);
  if (!(self.crypto && crypto.subtle && self.TextDecoder && self.DOMParser && "".normalize)) return;

  const SLOW = 4000;
  const UNSEEN = 600000;
  const door = at("door");
  const box = at("password");
  const inside = at("inside");
  const lock = at("lock").textContent;
  const [, , rounds, , salt, nonce] = lock.split(" ");
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const utf8 = (text) => new TextEncoder().encode(text);
  let data = null;
  let leaving = null;

  // The same words, however a phone's keyboard writes them. As `plainly` in export/rules.py.
  const plainly = (typed) => typed.normalize("NFKC").toLowerCase().replace(/[\t\n\v\f\r\ufeff\p{P}\p{Z}]+/gu, " ").trim();

  const show = (name) => ["wrong", "broken", "busy", "slow"].forEach((one) => (at(one).hidden = one !== name));

  async function keyFrom(password) {
    const base = await crypto.subtle.importKey("raw", utf8(plainly(password)), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: +rounds };
    return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  }

  // Bytes that were lost or changed on the way are told from a wrong password.
  async function isWhole() {
    const sum = await crypto.subtle.digest("SHA-256", utf8(at("locked").textContent));
    return btoa(String.fromCharCode(...new Uint8Array(sum))) === at("locked").dataset.sum;
  }

  async function unlocked(password) {
    const how = { name: "AES-GCM", iv: bytes(nonce), additionalData: utf8(lock) };
    const plain = await crypto.subtle.decrypt(how, await keyFrom(password), bytes(at("locked").textContent));
    return JSON.parse(new TextDecoder().decode(plain));
  }

  function read(held) {
    data = held.bundle;
    const page = new DOMParser().parseFromString(held.page, "text/html");
    inside.replaceChildren(...Array.from(page.body.childNodes, (node) => doc.importNode(node, true)));
    box.value = "";
    door.hidden = true;
    at("opened").hidden = false;
    at("opened").focus();
  }

  function close() {
    data = null;
    inside.replaceChildren();
    box.value = "";
    show("");
    at("opened").hidden = true;
    door.hidden = false;
  }

  async function open(event) {
    event.preventDefault();
    if (!at("busy").hidden || !at("slow").hidden) return;
    show("busy");
    const slow = setTimeout(show, SLOW, "slow");
    at("open").setAttribute("aria-disabled", "true");
    // What is shown is drawn first: the sums may take an old phone all it has.
    await new Promise((drawn) => setTimeout(drawn, 60));
    try {
      if (!(await isWhole())) return show("broken");
      const held = await unlocked(box.value).catch(() => null);
      if (!held) {
        show("wrong");
        return box.focus();
      }
      show("");
      read(held);
    } catch {
      show("broken");
    } finally {
      clearTimeout(slow);
      at("open").removeAttribute("aria-disabled");
    }
  }

  function save(name) {
    const link = doc.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }));
    link.download = name;
    doc.body.append(link);
    link.click();
    link.remove();
    setTimeout(URL.revokeObjectURL, 60000, link.href);
  }

  at("show").addEventListener("change", () => (box.type = at("show").checked ? "text" : "password"));
  at("form").addEventListener("submit", open);
  at("print").addEventListener("click", () => print());
  inside.addEventListener("click", (event) => "save" in event.target.dataset && save(event.target.dataset.save));
  at("close").addEventListener("click", () => {
    close();
    box.focus();
  });
  // Somebody else may come back to this page.
  self.addEventListener("pagehide", close);
  doc.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (doc.visibilityState === "hidden") leaving = setTimeout(close, UNSEEN);
  });

  at("cannot").hidden = true;
  door.hidden = false;
})();
