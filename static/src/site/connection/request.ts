// Trying a request: write it, send it, see what comes, and keep it as a check with what is asserted of its answer.

import { Problem, submit } from "../api";
import { part } from "../dom";
import { AssertionRows } from "./assertions";
import type { SavedChecks } from "./checks";
import type { ConnectionForm } from "./form";

export interface Assertion {
  kind: string;
  expected: string;
  path: string;
}

/** A request, and the check that it is kept as. */
export interface Request {
  path: string;
  body: string;
  name?: string;
  assertions?: Assertion[];
}

export class RequestEditor {
  private readonly form: HTMLFormElement;
  private readonly answer: HTMLElement;
  private readonly error: HTMLElement;
  private readonly assertions: AssertionRows;

  constructor(
    private readonly section: HTMLElement,
    private readonly connection: ConnectionForm,
    private readonly checks: SavedChecks,
  ) {
    this.form = part(section, "[data-request-form]");
    this.answer = part(section, "[data-answer]");
    this.error = part(section, "[data-request-error]");
    this.assertions = new AssertionRows(section);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    part(this.form, "[data-keep-check]").addEventListener("click", () => void this.keep());
  }

  /** Puts a request into the editor, to be changed and sent. */
  open(request: Request): void {
    this.input("path").value = request.path;
    this.input("body").value = request.body;
    this.input("name").value = request.name ?? "";
    this.assertions.set(request.assertions ?? []);
    this.section.scrollIntoView({ block: "start" });
    this.input("body").focus({ preventScroll: true });
  }

  private async send(): Promise<void> {
    const fields = this.connection.fields();
    for (const name of ["path", "body"]) fields.set(name, this.input(name).value);
    await this.attempt(async () => {
      this.answer.innerHTML = await (await submit(this.form.dataset.send ?? "", fields)).text();
      this.suggest();
    });
  }

  /** What came may be what is asserted, where nothing is yet. */
  private suggest(): void {
    const { statusCode, finishReason } = (this.answer.firstElementChild as HTMLElement | null)?.dataset ?? {};
    if (!this.assertions.isEmpty() || !statusCode) return;
    const finish = finishReason ? [{ kind: "finish_reason", expected: finishReason, path: "" }] : [];
    this.assertions.set([{ kind: "status", expected: statusCode, path: "" }, ...finish]);
  }

  private async keep(): Promise<void> {
    const fields = new FormData(this.form);
    fields.set("assertions", JSON.stringify(this.assertions.get()));
    await this.attempt(async () => {
      const response = await submit(this.form.dataset.keep ?? "", fields);
      this.checks.add(await response.text());
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.error.textContent = "";
    this.section.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.error.textContent = error instanceof Problem ? error.message : String(error);
    } finally {
      this.section.removeAttribute("aria-busy");
    }
  }

  private input(name: string): HTMLInputElement {
    return part(this.form, `[name=${name}]`);
  }
}
