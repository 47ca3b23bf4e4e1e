// The Copy button: without it the text is selected and copied by hand.
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var box = document.getElementById(button.dataset.copy);
      navigator.clipboard.writeText(box.value).then(function () {
        document.getElementById("copied").textContent = button.dataset.copied;
      });
    });
  });
})();
