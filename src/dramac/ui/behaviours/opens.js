// A link that has a faster form: with `data-opens="cart"` it opens the dialog of that id instead of going to its page.
// A server may ask for the same after a change: `HX-Trigger: {"open-dialog": "cart"}`.
function open(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
  return Boolean(dialog);
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-opens]");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (link && !elsewhere && open(link.dataset.opens)) event.preventDefault();
});
addEventListener("open-dialog", (event) => open(event.detail.value));
