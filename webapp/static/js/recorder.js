// A file that is too big is said at once, and not after minutes of sending. Where the browser can record, it does: the recording becomes the file.
(function () {
  "use strict";
  var form = document.querySelector("form[enctype]");
  if (!form) return;
  var tooBig = form.querySelector("[data-too-big]");
  form.addEventListener("change", function (event) {
    var box = event.target;
    if (!box.files) return;
    var file = box.files[0];
    tooBig.hidden = !(file && file.size > Number(box.dataset.most));
    if (!tooBig.hidden) box.value = "";
  });

  var part = form.querySelector("[data-recorder]");
  if (!part || !window.MediaRecorder || !window.DataTransfer || !navigator.mediaDevices) return;
  var said = part.querySelector("[role=status]");
  var clock = part.querySelector("[data-clock]");
  var heard = part.querySelector("audio");
  var start = part.querySelector("[data-record]");
  var stop = part.querySelector("[data-stop]");
  var most = Number(part.dataset.most);
  var recorder = null;
  var ticking = 0;
  part.hidden = false;
  form.classList.add("has-recorder");

  function shown(seconds) {
    clock.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }

  function recording(isOn) {
    start.hidden = isOn;
    stop.hidden = !isOn;
    (isOn ? stop : start).focus();
  }

  function keep(pieces, type) {
    var file = new File(pieces, "voice", { type: type });
    var carrier = new DataTransfer();
    carrier.items.add(file);
    form.elements.file.files = carrier.files;
    heard.src = URL.createObjectURL(file);
    heard.hidden = false;
    said.textContent = part.dataset.done;
  }

  function listen(stream) {
    var pieces = [];
    var began = Date.now();
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 48000 });
    recorder.ondataavailable = function (event) {
      pieces.push(event.data);
    };
    recorder.onstop = function () {
      clearInterval(ticking);
      stream.getTracks().forEach(function (track) {
        track.stop();
      });
      recording(false);
      keep(pieces, recorder.mimeType);
    };
    recorder.start();
    said.textContent = part.dataset.on;
    shown(0);
    ticking = setInterval(function () {
      var seconds = Math.round((Date.now() - began) / 1000);
      shown(seconds);
      if (seconds >= most && recorder.state === "recording") recorder.stop();
    }, 250);
    recording(true);
  }

  start.addEventListener("click", function () {
    heard.hidden = true;
    navigator.mediaDevices.getUserMedia({ audio: true }).then(listen, function () {
      said.textContent = part.dataset.no;
    });
  });
  stop.addEventListener("click", function () {
    if (recorder && recorder.state === "recording") recorder.stop();
  });
})();
