// Help at once: what stands hidden on the page is shown as one of its answers is tapped. Nothing is asked of the network, nothing is stopped.
(function () {
  "use strict";
  var doc = document;
  var panel = doc.querySelector("[data-help-when]");
  if (!panel) return;
  var calls = panel.getAttribute("data-help-when").split(" ");

  function look() {
    var chosen = doc.querySelector("input[name=answer]:checked");
    // Once it was shown it stays: whoever takes an answer back may need it all the same.
    if (!chosen || calls.indexOf(chosen.value) < 0 || !panel.hidden) return;
    panel.hidden = false;
    var top = panel.getBoundingClientRect().top;
    // Its first words must be in sight. The chosen answer stays in sight too, and nothing takes the focus.
    if (top > innerHeight * 0.6) scrollBy(0, top - innerHeight * 0.6);
  }

  doc.addEventListener("change", look);
  addEventListener("pageshow", look);
  // The outbox may put an answer back that waits on this phone.
  doc.addEventListener("outbox", look);
  look();
})();
