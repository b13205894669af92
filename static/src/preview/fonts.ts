// The fonts of this server, for generated pages that ask for them by name.

const LATIN =
  "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";
const EXTENDED =
  "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF";

function face(family: string, address: string, range: string): string {
  return `@font-face{font-family:"${family}";font-weight:100 900;font-display:swap;src:url("${address}") format("woff2");unicode-range:${range}}`;
}

export function installFonts(addresses: { inter?: string; interExtended?: string; mono?: string }): void {
  const { inter = "", interExtended = "", mono = "" } = addresses;
  const style = document.createElement("style");
  style.textContent = [
    ...["Inter", "Inter Variable"].flatMap((name) => [face(name, inter, LATIN), face(name, interExtended, EXTENDED)]),
    ...["JetBrains Mono", "JetBrains Mono Variable"].map((name) => face(name, mono, LATIN)),
  ].join("\n");
  document.head.append(style);
}
