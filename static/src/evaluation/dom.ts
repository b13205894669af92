// Making elements.

type Child = Node | string | null;

/** An element with attributes (`true` for one without a value; those that are null or false are left out). */
export function make(
  tag: string,
  attributes: Record<string, string | boolean | null> = {},
  ...children: Child[]
): HTMLElement {
  const element = document.createElement(tag);
  set(element, attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function makeSvg(
  tag: string,
  attributes: Record<string, string | boolean | null>,
  ...children: Node[]
): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

/** A button that does one thing; `pressed` is null where it is no switch. */
export function button(label: string, act: () => void, pressed: boolean | null = null, key = ""): HTMLElement {
  const shown = key ? [make("kbd", { "aria-hidden": "true" }, key)] : [];
  const element = make(
    "button",
    { type: "button", "aria-pressed": pressed === null ? null : String(pressed) },
    label,
    ...shown,
  );
  element.addEventListener("click", act);
  return element;
}

/** A figure with so many digits, or a dash where there is none. */
export function figure(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? "–" : value.toFixed(digits);
}

/** How a figure changed: signed, and nothing where that is less than can be seen. */
export function change(
  now: number | null | undefined,
  before: number | null | undefined,
  digits: number,
): HTMLElement | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const by = now - before;
  if (Math.abs(by) < 0.5 * 10 ** -digits) return null;
  const text = `${by > 0 ? "+" : "−"}${Math.abs(by).toFixed(digits)}`;
  return make("span", { class: by > 0 ? "change up" : "change down" }, text);
}

function set(element: Element, attributes: Record<string, string | boolean | null>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
}
