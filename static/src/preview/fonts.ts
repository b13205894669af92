// The fonts of this server, for generated pages that ask for them by name.

import { FONTS, type FontName } from "./messages";

const LATIN =
  "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";
const EXTENDED =
  "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF";

interface Face {
  font: FontName;
  /** The names by which pages ask for it. */
  families: readonly string[];
  weights?: string;
  range?: string;
}

const INTER = ["Inter", "Inter Variable"];
const FACES: readonly Face[] = [
  { font: "inter", families: INTER },
  { font: "interExtended", families: INTER, range: EXTENDED },
  { font: "mono", families: ["JetBrains Mono", "JetBrains Mono Variable"] },
  { font: "roboto", families: ["Roboto Variable"] },
  { font: "openSans", families: ["Open Sans Variable"], weights: "300 800" },
  { font: "lato", families: ["Lato"], weights: "400" },
  { font: "latoBold", families: ["Lato"], weights: "700" },
];

export class Fonts {
  constructor(private readonly addresses: Partial<Record<string, string>>) {}

  install(): void {
    const style = document.createElement("style");
    style.textContent = FACES.flatMap((face) => face.families.map((family) => this.rule(family, face))).join("\n");
    document.head.append(style);
  }

  /** Those that the page is set in: a browser loads no others. */
  used(): FontName[] {
    const loaded = [...document.fonts].filter(({ status }) => status === "loaded");
    return FONTS.filter((name) => FACES.some((face) => face.font === name && loaded.some((one) => isOf(face, one))));
  }

  /** The fonts by their addresses. */
  at(fonts: Partial<Record<FontName, Blob>>): Map<string, Blob> {
    const named = Object.entries(fonts).map(([name, blob]) => [this.addresses[name], blob] as const);
    return new Map(named.filter((one): one is [string, Blob] => one[0] !== undefined));
  }

  private rule(family: string, { font, weights = "100 900", range = LATIN }: Face): string {
    const address = this.addresses[font] ?? "";
    return `@font-face{font-family:"${family}";font-weight:${weights};font-display:swap;src:url("${address}") format("woff2");unicode-range:${range}}`;
  }
}

function isOf({ families, weights = "100 900", range = LATIN }: Face, one: FontFace): boolean {
  const family = one.family.replaceAll('"', "");
  return families.includes(family) && one.weight === weights && isExtended(one.unicodeRange) === (range === EXTENDED);
}

/** Browsers write ranges in their own way. */
function isExtended(range: string): boolean {
  return /^U\+0?100-/i.test(range);
}
