// Where the browser can put the app on the phone itself, one button does it. Everywhere else the steps on the page do.
(function () {
  "use strict";
  var part = document.querySelector("[data-install]");
  var offer = null;
  if (!part) return;

  window.addEventListener("beforeinstallprompt", function (event) {
    event.preventDefault();
    offer = event;
    part.hidden = false;
  });

  part.querySelector("button").addEventListener("click", function () {
    if (offer) offer.prompt();
    offer = null;
  });

  window.addEventListener("appinstalled", function () {
    var said = part.querySelector("[role=status]");
    part.hidden = false;
    part.querySelector("button").hidden = true;
    said.textContent = said.dataset.installed;
  });
})();
