// Tailwind in the frame: compiles the project's stylesheet and adds the rules of the classes as they come.

import { compile } from "tailwindcss";
import tailwind from "tailwindcss/index.css";
import preflight from "tailwindcss/preflight.css";
import theme from "tailwindcss/theme.css";
import utilities from "tailwindcss/utilities.css";
import { candidatesIn } from "./candidates";

const STYLESHEETS: Record<string, string> = {
  tailwindcss: tailwind,
  "tailwindcss/index.css": tailwind,
  "tailwindcss/preflight": preflight,
  "tailwindcss/preflight.css": preflight,
  "tailwindcss/theme": theme,
  "tailwindcss/theme.css": theme,
  "tailwindcss/utilities": utilities,
  "tailwindcss/utilities.css": utilities,
};

const DEFAULT = '@import "tailwindcss";';

export class Styles {
  private input: string | undefined;
  private compiled: Awaited<ReturnType<typeof compile>> | undefined;
  private readonly scanned = new Map<string, string>();
  private readonly candidates = new Set<string>();
  private readonly element = document.createElement("style");
  private css = "";

  constructor(private readonly note: (text: string) => void) {
    document.head.append(this.element);
  }

  /** Takes the project's stylesheets. Throws what Tailwind finds wrong, and keeps the ones before. */
  async take(files: Record<string, string>): Promise<void> {
    const sheets = Object.keys(files)
      .filter((path) => path.endsWith(".css"))
      .sort();
    const text = sheets.map((path) => files[path]).join("\n");
    const input = /@import\s+["']tailwindcss/.test(text) ? text : `${DEFAULT}\n${text}`;
    if (input === this.input) return;
    this.input = input;
    this.compiled = await compile(input, {
      base: "/",
      loadStylesheet: async (id) => ({ path: id, base: "/", content: this.stylesheet(id) }),
      loadModule: async (id) => ({ path: id, base: "/", module: this.plugin(id) }),
    });
    this.apply(this.compiled.build([...this.candidates]));
  }

  /** Adds the rules of the classes in these files. */
  scan(files: Record<string, string>): void {
    const found: string[] = [];
    for (const [path, source] of Object.entries(files)) {
      if (path.endsWith(".css") || this.scanned.get(path) === source) continue;
      for (const candidate of candidatesIn(this.unread(path, source))) {
        if (!this.candidates.has(candidate)) found.push(candidate);
        this.candidates.add(candidate);
      }
      this.scanned.set(path, source);
    }
    if (this.compiled && found.length > 0) this.apply(this.compiled.build(found));
  }

  destroy(): void {
    this.element.remove();
  }

  /** A file from the line on in which it differs from what was scanned before. */
  private unread(path: string, source: string): string {
    const before = this.scanned.get(path) ?? "";
    let same = 0;
    while (same < before.length && before[same] === source[same]) same += 1;
    return source.slice(source.lastIndexOf("\n", same - 1) + 1);
  }

  private apply(css: string): void {
    if (css !== this.css) this.element.textContent = css;
    this.css = css;
  }

  private stylesheet(id: string): string {
    const known = STYLESHEETS[id];
    if (known === undefined) this.note(`The stylesheet "${id}" is not there in the preview.`);
    return known ?? "";
  }

  private plugin(id: string): () => void {
    this.note(`The Tailwind plugin "${id}" is not there in the preview.`);
    return () => {};
  }
}
