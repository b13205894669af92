// The small behaviours of every page, each attached through data attributes.

import { live } from "../live/live";
import { part } from "./dom";
import { passkeys } from "./passkeys";
import { renaming } from "./rename";
import { themeToggles } from "./theme";
import { keepTimes } from "./times";
import { uploadPlaces } from "./upload";

function dismissible(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-dismiss]");
    button?.closest("[data-dismissible]")?.remove();
  });
}

function confirmed(): void {
  document.addEventListener("click", (event) => {
    const question = (event.target as Element).closest<HTMLElement>("[data-confirm]")?.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
  });
}

/** A form whose button is pressed twice is sent once; after a moment it may be sent again. */
function sentOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.hasAttribute("data-sent")) event.preventDefault();
    form.setAttribute("data-sent", "");
    setTimeout(() => form.removeAttribute("data-sent"), 3000);
  });
}

function copying(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-copy]");
    const source = button?.parentElement?.querySelector<HTMLInputElement>("[data-copy-source]");
    if (!button || !source) return;
    source.select();
    void navigator.clipboard.writeText(source.value).then(() => {
      part(button, "[data-copy-words]").textContent = "Copied";
    });
  });
}

function keyNames(): void {
  if (!/Mac|iPhone|iPad/.test(navigator.userAgent)) return;
  for (const key of document.querySelectorAll("[data-paste-key]")) key.textContent = "⌘ V";
}

themeToggles();
keepTimes();
uploadPlaces();
renaming();
dismissible();
confirmed();
sentOnce();
copying();
passkeys();
live();
keyNames();
