// How long a sign-in lasts. Fetched last, and only on a signed-in page; every page works without it.
// A touch or a key is a sign of life. Two minutes before the end a quiet notice says so. At the end what was typed is handed over,
// to be kept sealed, and this page goes away.
(function () {
  "use strict";
  var doc = document;
  var body = doc.body;
  var quiet = body.dataset.stay * 60000;
  var ends = body.dataset.ends * 1000;
  var visit = body.dataset.visit;
  var AHEAD = 120000;
  var asked = Date.now();
  var timer = 0;
  var bar = null;
  var isAsking = false;
  var isLeaving = false;
  // One tap to stay that the surgery has not heard yet.
  var wants = false;

  // The server is never told where this phone's clock stands: it says how long is left.
  function ask(method) {
    if (isAsking || isLeaving) return;
    isAsking = true;
    fetch("/stay", { method: method, cache: "no-store" }).then(function (reply) { return reply.json(); }).then(function (told) {
      isAsking = wants = false;
      if (method === "POST") asked = Date.now();
      heard(told, method === "POST");
    }, function () {
      isAsking = false;
      wants = wants || (method === "POST" && !!bar);
      if (wants) bar.firstChild.textContent = bar.dataset.unheard;
      wait(wants ? 5000 : 20000);
    });
  }

  function heard(told, isMine) {
    if (told.left <= 0) return leave(told.door);
    // Somebody else is signed in here by now.
    if (told.visit !== visit) return leave("/");
    var left = told.left * 1000;
    if (left > AHEAD) {
      if (bar) hide(isMine ? told.stays : "");
      return wait(left - AHEAD);
    }
    show(told);
    wait(Math.min(left, 30000) + 500);
  }

  function wait(time) {
    clearTimeout(timer);
    timer = setTimeout(again, Math.max(time, 1000));
  }

  function again() {
    ask(wants ? "POST" : "GET");
  }

  // An alert is read out, and takes no focus from whoever is writing.
  function show(told) {
    if (bar) return;
    bar = doc.createElement("div");
    bar.className = "stay notice";
    bar.setAttribute("role", "alert");
    body.append(bar);
    var words = doc.createElement("p");
    words.textContent = told.words;
    bar.dataset.unheard = told.unheard;
    bar.append(words);
    if (!told.stay) return;
    var button = doc.createElement("button");
    button.type = "button";
    button.className = "button button-main";
    button.textContent = told.stay;
    bar.append(button);
  }

  function hide(words) {
    var old = bar;
    var hadFocus = old.contains(doc.activeElement);
    bar = null;
    old.setAttribute("role", "status");
    old.textContent = words;
    if (hadFocus) doc.getElementById("main").focus();
    setTimeout(function () { old.remove(); }, words ? 4000 : 0);
  }

  function alive(event) {
    var isTap = bar && event.type === "click" && bar.contains(event.target);
    if (isTap || bar || Date.now() - asked > quiet / 4) {
      if (!bar) asked = Date.now();
      ask("POST");
    }
  }

  ["keydown", "pointerdown", "click", "input"].forEach(function (kind) { doc.addEventListener(kind, alive, true); });

  // What was typed and not yet sent, form by form. What the outbox looks after lies sealed on this phone already.
  function typed() {
    var outbox = window.Outbox && window.Outbox.works();
    return Array.prototype.filter.call(doc.querySelectorAll("main form"), function (form) {
      return isChanged(form) && !(outbox && form.hasAttribute("data-outbox"));
    }).map(function (form) {
      var fields = [];
      new FormData(form).forEach(function (value, name) { if (typeof value === "string") fields.push([name, value]); });
      return { action: form.getAttribute("action") || location.pathname, typed: fields };
    });
  }

  function isChanged(form) {
    return Array.prototype.some.call(form.elements, function (one) {
      if (one.type === "checkbox" || one.type === "radio") return one.checked !== one.defaultChecked;
      if (one.type === "hidden" || one.type === "password") return false;
      if (one.tagName === "SELECT") return Array.prototype.some.call(one.options, function (option) { return option.selected !== option.defaultSelected; });
      return "defaultValue" in one && one.value !== one.defaultValue;
    });
  }

  function leave(door) {
    var forms = typed();
    var here = location.pathname + location.search;
    var isOwnDoor = door !== "/" && door !== "/signed-out";
    if (!forms.length || !isOwnDoor) return go(isOwnDoor ? door + "?next=" + encodeURIComponent(here) : door);
    var kept = fetch("/stay/words", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ page: here, forms: forms }) });
    kept.then(function (reply) { return reply.json(); }).then(function (told) {
      if (told.kept) go(door + "?next=" + encodeURIComponent(here));
    }, function () { wait(20000); });
  }

  // Nothing of this page stays on the screen, nor behind the back button.
  function go(address) {
    isLeaving = true;
    doc.title = "";
    body.hidden = true;
    location.replace(address);
  }

  doc.addEventListener("visibilitychange", function () {
    if (doc.visibilityState === "visible") again();
  });
  window.addEventListener("online", function () {
    if (wants) again();
  });
  // Brought back by the back button as it was left: first of all, whose is it now?
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    body.hidden = true;
    isLeaving = isAsking = false;
    fetch("/stay", { cache: "no-store" }).then(function (reply) { return reply.json(); }).then(function (told) {
      if (told.left > 0 && told.visit === visit) body.hidden = false;
      else go(told.left > 0 ? "/" : told.door);
    }, function () { go("/"); });
  });

  wait(Math.min(quiet - AHEAD - 60000, ends - Date.now() - AHEAD));
})();
