// The page of a team's connection: its form, the check of it, requests to try, and checks to keep.

import { part } from "../dom";
import { SavedChecks } from "./checks";
import { ConnectionForm } from "./form";
import { RequestEditor } from "./request";
import { checkSteps } from "./steps";

const form = new ConnectionForm(part<HTMLFormElement>(document, "[data-connection-form]"));
const checks = new SavedChecks(part(document, "[data-checks]"));
const editor = new RequestEditor(part(document, "[data-try]"), form, checks);
checks.onOpen((check) => editor.open(check));
checkSteps(form);
document.addEventListener("click", ({ target }) => {
  const button = (target as Element).closest<HTMLElement>("[data-change-request]");
  if (button) editor.open({ path: button.dataset.path ?? "", body: button.dataset.body ?? "" });
});
