// The form of a connection: shows what its provider needs, loads the models that the key may use, and picks one.

import { Problem, submit } from "../api";
import { part } from "../dom";

export class ConnectionForm {
  private readonly models: HTMLElement;
  private asked = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.models = part(form, "[data-models]");
    form.addEventListener("change", ({ target }) => this.changed(target as HTMLInputElement));
    form.addEventListener("click", ({ target }) => this.clicked(target as Element));
    this.input("model").addEventListener("input", () => this.mark());
    this.showFields();
    if (this.isReady()) void this.loadModels();
  }

  /** What stands in the form now. */
  fields(): FormData {
    return new FormData(this.form);
  }

  private changed(input: HTMLInputElement): void {
    if (!["provider", "base_url", "key"].includes(input.name)) return;
    this.showFields();
    if (this.isReady()) void this.loadModels();
    else this.models.replaceChildren();
  }

  private clicked(target: Element): void {
    const model = target.closest<HTMLElement>("[data-pick]")?.dataset.pick;
    if (model) this.pick(model);
    else if (target.closest("[data-load-models]")) void this.loadModels();
  }

  private pick(model: string): void {
    this.input("model").value = model;
    this.mark();
  }

  private mark(): void {
    const chosen = this.input("model").value.trim();
    for (const row of this.models.querySelectorAll<HTMLElement>("[data-pick]")) {
      row.setAttribute("aria-pressed", String(row.dataset.pick === chosen));
    }
  }

  private showFields(): void {
    const { dataset, value } = this.provider();
    const shown: Record<string, boolean> = {
      address: dataset.address === undefined && dataset.server === undefined,
      key: dataset.server === undefined,
      tier: dataset.tiers !== undefined,
    };
    for (const element of this.form.querySelectorAll<HTMLElement>("[data-shown-for]")) {
      element.hidden = !shown[element.dataset.shownFor ?? ""];
    }
    for (const link of this.form.querySelectorAll<HTMLElement>("[data-keys-of]")) {
      link.hidden = link.dataset.keysOf !== value;
    }
    this.showStoredKey();
  }

  private showStoredKey(): void {
    const here = this.hasStoredKey();
    for (const [selector, shown] of [
      ["[data-key-stored]", here],
      ["[data-key-elsewhere]", !here],
    ] as const) {
      const words = this.form.querySelector<HTMLElement>(selector);
      if (words) words.hidden = !shown;
    }
  }

  private hasStoredKey(): boolean {
    return this.form.querySelector("[data-key-stored]") !== null && this.address() === this.form.dataset.keyAddress;
  }

  private address(): string {
    return this.provider().dataset.address ?? this.input("base_url").value.trim().replace(/\/+$/, "");
  }

  /** Whether enough is entered to ask the host. */
  private isReady(): boolean {
    const { dataset } = this.provider();
    const own = this.input("key").value !== "" || this.hasStoredKey();
    const hasKey = dataset.server === undefined ? own || dataset.needsKey === undefined : dataset.server === "ready";
    return /^https?:\/\/./.test(this.address()) && hasKey;
  }

  private async loadModels(): Promise<void> {
    const asked = ++this.asked;
    this.models.setAttribute("aria-busy", "true");
    const html = await this.modelRows();
    if (asked !== this.asked) return;
    this.models.removeAttribute("aria-busy");
    if (html instanceof Node) this.models.replaceChildren(html);
    else this.models.innerHTML = html;
    this.mark();
  }

  /** The rows as the server renders them, or what went wrong. */
  private async modelRows(): Promise<string | Node> {
    try {
      return await (await submit(this.form.dataset.modelsUrl ?? "", this.fields())).text();
    } catch (error) {
      const words = document.createElement("p");
      words.className = "field-help";
      words.textContent = error instanceof Problem ? error.message : String(error);
      return words;
    }
  }

  private provider(): HTMLInputElement {
    return this.form.querySelector("[name=provider]:checked") ?? part(this.form, "[name=provider]");
  }

  private input(name: string): HTMLInputElement {
    return part(this.form, `[name=${name}]`);
  }
}
