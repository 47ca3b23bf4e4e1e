// Signed out: nothing stays on this phone but sealed words that were not sent, the keys that open them, and the copy of the plan they chose to keep.
(async () => {
  if (!self.Outbox || !Outbox.works()) return;
  const [now, copy] = [await Outbox.note("now"), await Outbox.note("copy")];
  await Outbox.leave();
  const told = document.querySelector("[data-copy-stays]");
  // Only to whoever locked it: nobody else hears that there is one.
  if (!now || !copy || copy.whose !== now.whose || !told || !self.PlanCopy) return;
  told.hidden = false;
  told.querySelector("button").addEventListener("click", async () => {
    await PlanCopy.takeOff();
    told.querySelector("[role=status]").textContent = told.dataset.gone;
    told.querySelector("[data-stays]").hidden = true;
  });
})().catch(() => {});
