// A form is sent once: its button shows that it is at work, and a second press does nothing.
const PATIENCE = 10_000;

function busy(button, on) {
  button?.toggleAttribute("data-sent", on);
  if (on) button?.setAttribute("aria-busy", "true");
  else button?.removeAttribute("aria-busy");
}

addEventListener("submit", (event) => {
  const button = event.submitter ?? event.target.querySelector("[type=submit]");
  if (event.defaultPrevented || event.target.method === "dialog") return;
  if (button?.hasAttribute("data-sent")) return event.preventDefault();
  busy(button, true);
  // The answer may be a file, after which this page stays as it is.
  setTimeout(() => busy(button, false), PATIENCE);
});
addEventListener("htmx:before:request", (event) => busy(event.detail.ctx.sourceEvent?.submitter, true));
addEventListener("htmx:finally:request", (event) => busy(event.detail.ctx.sourceEvent?.submitter, false));
addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((button) => busy(button, false)));
