// The Tailwind classes of one element by what they are about: which one it has, and the list with another.

export interface Group {
  name: string;
  label: string;
  pattern: RegExp;
  /** What can be chosen, as classes. */
  options: readonly string[];
}

const STEPS = ["0", "1", "2", "3", "4", "5", "6", "8", "10", "12", "16", "20", "24"];
const SIZES = ["xs", "sm", "base", "lg", "xl", "2xl", "3xl", "4xl", "5xl", "6xl", "7xl"];
const WEIGHTS = ["light", "normal", "medium", "semibold", "bold", "extrabold"];
const NEUTRALS = ["black", "white", "gray-100", "gray-300", "gray-500", "gray-700", "gray-900"];
const ARBITRARY_SIZE = "\\[[\\d.]+(?:px|rem|em)\\]";
const COLOUR =
  "(?:\\[#[0-9a-fA-F]{3,8}\\]|(?!(?:xs|sm|base|lg|\\d?xl|left|center|right|justify|start|end)\\b)[a-z]+(?:-[a-z]+)*(?:-\\d{2,3})?)";
const SPACE = "(?:px|\\d+(?:\\.\\d+)?|\\[[^\\]]+\\])";

function options(prefix: string, values: readonly string[]): string[] {
  return values.map((value) => `${prefix}-${value}`);
}

/** The groups that can be changed on an element, with the theme's own colours first. */
export function groups(colours: readonly string[]): Group[] {
  const inks = [...colours, ...NEUTRALS];
  return [
    group("size", "Size", `text-(?:${SIZES.join("|")}|${ARBITRARY_SIZE})(?:/\\S+)?`, options("text", SIZES)),
    group("weight", "Weight", `font-(?:${WEIGHTS.join("|")}|thin|black)`, options("font", WEIGHTS)),
    group("align", "Align", "text-(?:left|center|right)", options("text", ["left", "center", "right"])),
    group("ink", "Text colour", `text-${COLOUR}`, options("text", inks)),
    group("ground", "Background", `bg-${COLOUR}`, options("bg", inks)),
    group("padding", "Padding", `p-${SPACE}`, options("p", STEPS)),
    group("above", "Space above", `-?mt-${SPACE}`, options("mt", STEPS)),
    group("gap", "Gap", `gap-${SPACE}`, options("gap", STEPS)),
  ];
}

function group(name: string, label: string, pattern: string, choices: string[]): Group {
  return { name, label, pattern: new RegExp(`^${pattern}$`), options: choices };
}

/** The class of the group that holds at every width; none where there is none. */
export function chosen(classes: string, { pattern }: Group): string | null {
  return split(classes).find((one) => pattern.test(one)) ?? null;
}

/** The list with `choice` in the place of what the group has, or at its end; without it for null. */
export function withChoice(classes: string, { pattern }: Group, choice: string | null): string {
  const all = split(classes);
  const at = all.findIndex((one) => pattern.test(one));
  const others = all.filter((one) => !pattern.test(one));
  if (choice !== null) others.splice(at < 0 ? others.length : at, 0, choice);
  return others.join(" ");
}

function split(classes: string): string[] {
  return classes.split(/\s+/).filter(Boolean);
}

/** The colours that a theme names, such as `page` for `--color-page`. */
export function themeColours(stylesheet: string): string[] {
  return [...stylesheet.matchAll(/--color-([a-z][\w-]*)\s*:/g)].map(([, name]) => name as string);
}
