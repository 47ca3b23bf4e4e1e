// Small comforts only: every page works without this file.
(function () {
  "use strict";
  var doc = document;

  // Focus. htmx keeps the focus of a control that has an id; if the control is gone, go to the new part.
  function partFrom(target) {
    if (!target) return null;
    if (target.isConnected) return target;
    return target.id ? doc.getElementById(target.id) : null;
  }

  function focusOn(place) {
    if (!place.matches("a[href],button,input,select,textarea,summary,[tabindex]")) place.setAttribute("tabindex", "-1");
    place.focus();
  }

  doc.addEventListener("htmx:finally:swap", function (event) {
    var ctx = event.detail && event.detail.ctx;
    setTimeout(function () {
      showListen();
      var active = doc.activeElement;
      if (active && active !== doc.body && active.isConnected) return;
      var part = partFrom(ctx && ctx.target);
      // Safari focuses no ticked box; "Saved" stays put.
      if (part && part.getAttribute("role") !== "status") focusOn(part.querySelector("[data-focus],h1,h2,h3,legend") || part);
    }, 30);
  });

  // Listen: only with a voice that lives on this device, so no words leave it.
  var speech = window.speechSynthesis;
  var pressed = null;
  var BLOCKS = "h1,h2,h3,h4,p,li,legend,dt,dd,figcaption,.choice,.pick";

  function voiceFor(tag) {
    var short = (tag || "en").toLowerCase().split("-")[0];
    var own = speech.getVoices().filter(function (voice) {
      return voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === short;
    });
    return own.filter(function (voice) { return voice.lang.replace("_", "-").toLowerCase() === tag.toLowerCase(); })[0] || own[0];
  }

  function languageOf(element) {
    return element.closest("[lang]").getAttribute("lang") || "en-GB";
  }

  function showListen() {
    if (!speech) return;
    doc.querySelectorAll("[data-listen]").forEach(function (button) {
      button.hidden = !voiceFor(languageOf(button));
    });
  }

  function blocksIn(part) {
    return Array.prototype.filter.call(part.querySelectorAll(BLOCKS), function (block) {
      return block.offsetParent && !block.querySelector(BLOCKS) && !block.closest("[hidden],.saved");
    });
  }

  // Long speech is cut off in some browsers: one sentence at a time.
  function sentencesOf(block) {
    var words = block.dataset.say || block.innerText;
    return (words.match(/[^.!?\u061F\u06D4\u0964]+[.!?\u061F\u06D4\u0964]*/g) || []).filter(function (sentence) { return sentence.trim(); });
  }

  function hush() {
    speech.cancel();
    doc.querySelectorAll("[data-reading]").forEach(function (block) { block.removeAttribute("data-reading"); });
    if (!pressed) return;
    var words = pressed.querySelector("[data-listen-words]");
    if (words) swapWords(words);
    pressed.removeAttribute("data-listening");
    pressed = null;
  }

  function swapWords(words) {
    var before = words.textContent;
    words.textContent = words.dataset.listenWords;
    words.dataset.listenWords = before;
  }

  function say(queue) {
    var next = queue.shift();
    var button = pressed;
    if (!next) return hush();
    doc.querySelectorAll("[data-reading]").forEach(function (block) { block.removeAttribute("data-reading"); });
    next.block.setAttribute("data-reading", "");
    var utterance = new SpeechSynthesisUtterance(next.sentence);
    utterance.lang = languageOf(next.block);
    utterance.voice = voiceFor(utterance.lang) || null;
    utterance.rate = 0.9;
    utterance.onend = function () { if (pressed === button) say(queue); };
    utterance.onerror = function () { if (pressed === button) hush(); };
    speech.speak(utterance);
  }

  function listen(button) {
    var again = pressed === button;
    hush();
    if (again) return;
    var place = button.dataset.listen;
    var part = place ? doc.querySelector(place) : button.closest(".result") || button.closest(".idea,.card,fieldset");
    var queue = [];
    blocksIn(part || doc.querySelector("main")).forEach(function (block) {
      sentencesOf(block).forEach(function (sentence) { queue.push({ block: block, sentence: sentence }); });
    });
    pressed = button;
    button.setAttribute("data-listening", "");
    var words = button.querySelector("[data-listen-words]");
    if (words) swapWords(words);
    say(queue);
  }

  if (speech) {
    showListen();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", showListen);
    window.addEventListener("pagehide", hush);
  }

  doc.addEventListener("click", function (event) {
    var button = event.target.closest("[data-listen]");
    if (button && speech) return listen(button);
    var exit = event.target.closest("[data-exit]");
    if (!exit) return;
    // The back button must not lead here again, and nothing stays on the screen while the other page loads.
    event.preventDefault();
    doc.title = "";
    doc.body.hidden = true;
    location.replace(exit.href);
  });

  // Another language: what stands in other forms goes along.
  doc.addEventListener("click", function (event) {
    var own = event.target.matches("[data-language]") && event.target.form;
    if (own) own.addEventListener("formdata", function (sent) {
      doc.querySelectorAll("main form").forEach(function (form, place) {
        if (form === own) return;
        sent.formData.append("other-" + place, form.id || form.getAttribute("action"));
        new FormData(form).forEach(function (value, name) { sent.formData.append("other-" + place + ":" + name, value.name || value); });
      });
    }, { once: true });
  });

  // Who somebody is: the browser may offer it, and is not to remember what was typed for its Back button, on the disk in plain letters.
  doc.addEventListener("input", function (event) {
    if (event.target.autocomplete) event.target.autocomplete = "off";
  });

  // A ruler says its number back in words.
  doc.addEventListener("change", function (event) {
    var ruler = event.target.closest(".ruler");
    var told = ruler && ruler.querySelector("[data-chosen]");
    if (told) told.textContent = event.target.value === "not-sure" ? "" : told.dataset.chosen.replace("{}", event.target.value);
  });

  // The styles came along in this page. Fetched now as files, later pages need only name them.
  window.addEventListener("load", function () {
    var sheets = doc.querySelectorAll("style[data-href]");
    if (!sheets.length || !window.fetch) return;
    Promise.all(Array.prototype.map.call(sheets, function (sheet) { return fetch(sheet.dataset.href); })).then(function () {
      doc.cookie = "css=" + sheets[0].dataset.href.split("/")[2] + ";path=/;max-age=31536000;samesite=lax" + (location.protocol === "https:" ? ";secure" : "");
    }, function () {});
  });

  // htmx only saves reloads. It is fetched last, and only where it is used, so that nothing waits for it on a slow phone.
  // What was ticked or typed before it came is sent as soon as it is there.
  var root = doc.documentElement;
  var here = doc.currentScript.src;
  var early = null;


  var outbox = doc.getElementById("kept-words") ? "awaited" : "none";
  var usesHtmx = !!doc.querySelector("[hx-get],[hx-post]");
  var awaited = (outbox === "awaited") + usesHtmx;

  function ready() {
    awaited -= 1;
    if (awaited) return;
    root.setAttribute("data-ready", "");
    if (early && early.isConnected) early.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function bring(path, then, failed) {
    var script = doc.createElement("script");
    script.src = here.replace("js/app.js", path);
    script.async = false;
    if (then) script.onload = then;
    if (failed) script.onerror = failed;
    doc.head.append(script);
  }

  // A press that comes before the outbox waits for it, but never long.
  var held = null;
  var lastPressed = null;

  function letGo() {
    if (outbox !== "awaited") return;
    outbox = "here";
    ready();
    if (held) (held.button && held.button.isConnected ? held.button.click() : held.form.submit());
  }

  doc.addEventListener("click", function (event) { lastPressed = event.target.closest("button"); });
  doc.addEventListener("submit", function (event) {
    var button = event.submitter || lastPressed;
    if (outbox !== "awaited" || !event.target.matches("form[data-outbox]") || (button && button.hasAttribute("formaction"))) return;
    event.preventDefault();
    held = { form: event.target, button: button };
    setTimeout(letGo, 8000);
  });
  doc.addEventListener("outbox", letGo);

  window.addEventListener("load", function () {
    if (outbox === "awaited") {
      bring("js/outbox.js");
      bring("js/keep.js", null, letGo);
    }
    // How long a sign-in lasts, and what becomes of the words when it ends.
    if (doc.body.dataset.stay) bring("js/stay.js");
    if (!usesHtmx) return;
    var config = doc.createElement("meta");
    config.name = "htmx-config";
    config.content = '{"includeIndicatorCSS": false, "history": false}';
    doc.head.append(config);
    bring("vendor/htmx.min.js", function () {
      htmx.process(doc.body);
      ready();
    });
  });

  // Small saves. The line never says "Saved" of words that are still on their way, or did not arrive.
  function savedLine(element) {
    var form = element && element.closest && element.closest("form[data-unsaved]");
    return form && { form: form, line: form.querySelector(".saved") };
  }

  doc.addEventListener("input", function (event) {
    if (!root.hasAttribute("data-ready")) early = event.target;
    var told = savedLine(event.target);
    if (told && told.line) told.line.textContent = "";
  });

  doc.addEventListener("htmx:error", function (event) {
    var told = savedLine((event.detail && event.detail.ctx && event.detail.ctx.sourceElement) || event.target);
    if (told && told.line) told.line.textContent = told.form.dataset.unsaved;
  });
})();
