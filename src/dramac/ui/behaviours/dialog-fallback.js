// What the newest browsers do by themselves: buttons that open and close a dialog, and closing it by a click beside it.
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (button?.getAttribute("command") === "show-modal") dialog?.showModal();
    if (button?.getAttribute("command") === "close") dialog?.close();
  });
}
if (!("closedBy" in HTMLDialogElement.prototype)) {
  addEventListener("click", (event) => {
    if (event.target.matches?.("dialog[closedby=any]")) event.target.close();
  });
}
