// Passkeys: a form with data-passkey ("create" or "get") asks the device before it is sent. Without this the form says kindly that it cannot.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const base64url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function forDevice(options) {
  options.challenge = bytes(options.challenge);
  // Able to lock a copy of the plan as well: js/plan-copy.js.
  if (options.user) Object.assign(options, { extensions: { prf: {} } }).user.id = bytes(options.user.id);
  for (const known of [...(options.excludeCredentials || []), ...(options.allowCredentials || [])]) known.id = bytes(known.id);
  return { publicKey: options };
}

function forServer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = base64url(credential.response[name]);
  }
  return JSON.stringify({ id: credential.id, rawId: base64url(credential.rawId), type: credential.type, response });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const answer = form.elements.credential;
  const trouble = form.querySelector("[data-trouble]");
  addEventListener("pageshow", () => { answer.value = ""; });
  form.addEventListener("submit", async (event) => {
    if (!window.PublicKeyCredential) return;
    event.preventDefault();
    trouble.hidden = true;
    try {
      const reply = await fetch(form.dataset.challenge, { method: "POST", redirect: "error" });
      const credential = await navigator.credentials[form.dataset.passkey](forDevice(await reply.json()));
      answer.value = forServer(credential);
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}
