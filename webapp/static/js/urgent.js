// Words that may be about an emergency: whom to phone, beside the box. Nothing is stopped, sent or kept of it.
// The list is that of webapp/content/data/urgent_words.json, in its order; a test compares them.
(function () {
  "use strict";
  var doc = document;
  var WORDS = [
    "chest pain",
    "chest pains",
    "pain in my chest",
    "pains in my chest",
    "pain in the chest",
    "tight chest",
    "tightness in my chest",
    "crushing pain",
    "heart attack",
    "stroke",
    "face drooping",
    "face has dropped",
    "face is drooping",
    "slurred speech",
    "cannot speak",
    "cant speak",
    "cannot move my arm",
    "cant move my arm",
    "cannot breathe",
    "cant breathe",
    "can not breathe",
    "cannot catch my breath",
    "cant catch my breath",
    "struggling to breathe",
    "fighting for breath",
    "choking",
    "coughing up blood",
    "coughed up blood",
    "vomiting blood",
    "vomited blood",
    "throwing up blood",
    "black poo",
    "heavy bleeding",
    "bleeding heavily",
    "will not stop bleeding",
    "wont stop bleeding",
    "unconscious",
    "not waking up",
    "wont wake up",
    "passed out",
    "blacked out",
    "collapsed",
    "having a fit",
    "seizure",
    "swollen tongue",
    "throat is closing",
    "anaphylaxis",
    "overdose",
    "took too many",
    "taken too many",
    "swallowed bleach",
    "worst headache",
    "sudden blindness",
    "cannot see",
    "cant see",
    "sepsis",
    "emergency",
    "ambulance",
    "dying",
    "suicide",
    "suicidal",
    "kill myself",
    "killing myself",
    "end my life",
    "ending my life",
    "end it all",
    "take my own life",
    "taking my own life",
    "want to die",
    "wanted to die",
    "wish i was dead",
    "wish i were dead",
    "better off dead",
    "better off without me",
    "hurt myself",
    "hurting myself",
    "harm myself",
    "harming myself",
    "self harm",
    "selfharm",
    "cut myself",
    "cutting myself",
    "no reason to live",
    "not worth living",
    "dont want to be here",
    "do not want to be here",
    "dont want to live",
    "do not want to live",
    "hit me",
    "hits me",
    "hitting me",
    "beats me",
    "beat me up",
    "strangled me",
    "raped",
    "threatened to kill",
    "afraid of my husband",
    "afraid of my wife",
    "afraid of my partner",
    "scared of my husband",
    "scared of my wife",
    "scared of my partner",
    "not safe at home",
    "abused",
    "poen yn y frest",
    "poen yn fy mrest",
    "poenau yn y frest",
    "poenau yn fy mrest",
    "trawiad ar y galon",
    "strôc",
    "methu anadlu",
    "ddim yn gallu anadlu",
    "methu cael fy ngwynt",
    "tagu",
    "poeri gwaed",
    "chwydu gwaed",
    "pesychu gwaed",
    "gwaedu'n drwm",
    "gwaedu yn drwm",
    "anymwybodol",
    "llewygu",
    "wedi llewygu",
    "ffit",
    "trawiad",
    "gorddos",
    "argyfwng",
    "ambiwlans",
    "methu siarad",
    "wyneb wedi disgyn",
    "hunanladdiad",
    "lladd fy hun",
    "diweddu fy mywyd",
    "eisiau marw",
    "isio marw",
    "moyn marw",
    "well i mi farw",
    "well i fi farw",
    "brifo fy hun",
    "anafu fy hun",
    "niweidio fy hun",
    "hunan-niweidio",
    "torri fy hun",
    "ddim eisiau byw",
    "ddim isio byw",
    "dim rheswm i fyw",
    "fy nharo",
    "fy mwrw",
    "fy nhagu",
    "fy nhreisio",
    "ofn fy ngwr",
    "ofn fy ngwraig",
    "ofn fy mhartner",
    "cam-drin",
    "ddim yn ddiogel gartref",
  ];
  var BOXES = "main textarea, main input[type=text], main input:not([type])";
  var here = doc.currentScript.src;
  var help = null;
  var later = null;

  // The same for everybody, so the browser keeps it. Without it nothing is shown here, and the page after the save says it all the same.
  function bring() {
    return fetch(here.replace(/static\/(\w+)\/js\/.*/, "urgent/$1/" + doc.documentElement.lang.slice(0, 2))).then(function (reply) {
      return reply.ok ? reply.text() : Promise.reject(reply);
    }).then(function (text) {
      var said = doc.createElement("template");
      said.innerHTML = text;
      // Northern Ireland has no 111.
      said.content.querySelectorAll("[data-not='" + doc.body.dataset.urgent + "']").forEach(function (line) { line.remove(); });
      help = said.content.firstElementChild;
      lookAtAll();
    }).catch(function () {});
  }

  // As webapp/content/urgent_words.py reads them.
  function bare(text) {
    var letters = text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'\u2019\u2018`]/g, "");
    return " " + letters.replace(/[^a-z0-9]+/g, " ").trim() + " ";
  }

  var phrases = WORDS.map(bare);

  function lookAtAll() { doc.querySelectorAll(BOXES).forEach(look); }

  function look(box) {
    var said = bare(box.value);
    var sounds = phrases.some(function (phrase) { return said.indexOf(phrase) >= 0; });
    var place = box.closest(".field") || box;
    // Once it is there it stays: nobody has to write the words again to see it.
    if (!sounds || (place.nextElementSibling && place.nextElementSibling.matches(".urgent"))) return;
    if (help) place.after(help.cloneNode(true));
    else bring();
  }

  doc.addEventListener("input", function (event) {
    if (!event.target.matches(BOXES)) return;
    clearTimeout(later);
    later = setTimeout(look, 500, event.target);
  });
  doc.addEventListener("focusout", function (event) { if (event.target.matches(BOXES)) look(event.target); });
  bring();
})();
