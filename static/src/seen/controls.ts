// Which elements are controls, of which kind, and what a field shows.

const BUTTONS = new Set(["submit", "button", "reset"]);
const ITS_OWN_KIND = new Set(["checkbox", "radio", "range", "file"]);
const FIELDS = new Set(["input", "textarea", "select"]);

/** The kind of control that a person takes the element for; null where it is none. */
export function controlKind(element: Element): string | null {
  const tag = element.tagName.toLowerCase();
  const role = element.getAttribute("role");
  if (tag === "select" || role === "combobox") return "select";
  if (tag === "textarea") return "textarea";
  if (tag === "input") return inputKind((element.getAttribute("type") || "text").toLowerCase());
  if (tag === "button" || role === "button") return "button";
  if (role === "checkbox" || role === "switch") return "checkbox";
  if (role === "radio") return "radio";
  return tag === "a" && element.hasAttribute("href") ? "link" : null;
}

export function isField(kind: string): boolean {
  return FIELDS.has(kind);
}

/** What a field shows: the choice, the value, or the placeholder where it is empty. */
export function fieldText(element: Element, kind: string): string {
  if (kind === "select") return (element as Partial<HTMLSelectElement>).selectedOptions?.[0]?.text.trim() ?? "";
  return controlValue(element).trim();
}

export function controlValue(element: Element): string {
  return (element as Partial<HTMLInputElement>).value || element.getAttribute("placeholder") || "";
}

function inputKind(type: string): string | null {
  if (ITS_OWN_KIND.has(type)) return type;
  if (BUTTONS.has(type)) return "button";
  return type === "hidden" ? null : "input";
}
