// Gives generated code the parts of a browser that a sandboxed frame has not, and takes away ways out.

/** Reachable in a sandbox without asking any policy; a fresh realm to get them back from cannot be had. */
const WAYS_OUT = ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"];

class MemoryStorage implements Storage {
  private readonly items = new Map<string, string>();
  [name: string]: unknown;

  get length(): number {
    return this.items.size;
  }

  clear(): void {
    this.items.clear();
  }

  getItem(key: string): string | null {
    return this.items.get(String(key)) ?? null;
  }

  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }

  removeItem(key: string): void {
    this.items.delete(String(key));
  }

  setItem(key: string, value: string): void {
    this.items.set(String(key), String(value));
  }
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

/** Browsers report this of pages that are well. */
const HARMLESS = /^ResizeObserver loop/;

/** Hands on what the code says and the errors that nothing catches. */
export function listen(note: (text: string) => void, fail: (error: unknown) => void): void {
  window.addEventListener("error", (event) => {
    if (!HARMLESS.test(event.message)) fail(event.error ?? event.message);
  });
  window.addEventListener("unhandledrejection", (event) => fail(event.reason));
  console.error = (...values: unknown[]) => fail(values.find((value) => value instanceof Error) ?? values.join(" "));
  console.warn = (...values: unknown[]) => note(values.join(" "));
}

export function installShims(note: (text: string) => void): void {
  for (const name of WAYS_OUT) Reflect.deleteProperty(window, name);
  define(window, "localStorage", new MemoryStorage());
  define(window, "sessionStorage", new MemoryStorage());
  Object.defineProperty(document, "cookie", { get: () => "", set: () => {}, configurable: true });
  define(window, "alert", (text: unknown) => note(`alert: ${text}`));
  define(window, "print", () => note("print"));
  define(window, "confirm", (text: unknown) => {
    note(`confirm: ${text}`);
    return true;
  });
  define(window, "prompt", (text: unknown, value: unknown) => {
    note(`prompt: ${text}`);
    return value ?? "";
  });
  define(window, "open", (address: unknown) => {
    note(`A window was to open: ${address}`);
    return null;
  });
  define(history, "pushState", () => {});
  define(history, "replaceState", () => {});
  document.addEventListener("click", (event) => stayHere(event, note));
  document.addEventListener("submit", (event) => event.preventDefault());
}

/** Links go nowhere but to places on the same page, and to the pages of a flow (`#/sign-in`). */
function stayHere(event: MouseEvent, note: (text: string) => void): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  const href = link.getAttribute("href") ?? "";
  const target = href.startsWith("#") ? document.getElementById(href.slice(1)) : null;
  if (target) target.scrollIntoView({ behavior: "smooth" });
  else if (href.startsWith("#")) location.hash = href;
  else note(`A link leads to ${href}`);
}
