// The fonts of this server, for generated pages that ask for them by name.

const LATIN =
  "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";
const EXTENDED =
  "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF";

type Addresses = Partial<
  Record<"inter" | "interExtended" | "mono" | "roboto" | "openSans" | "lato" | "latoBold", string>
>;

function face(family: string, address: string, weights = "100 900", range = LATIN): string {
  return `@font-face{font-family:"${family}";font-weight:${weights};font-display:swap;src:url("${address}") format("woff2");unicode-range:${range}}`;
}

export function installFonts(addresses: Addresses): void {
  const { inter = "", interExtended = "", mono = "", roboto = "", openSans = "", lato = "", latoBold = "" } = addresses;
  const style = document.createElement("style");
  style.textContent = [
    ...["Inter", "Inter Variable"].flatMap((name) => [
      face(name, inter),
      face(name, interExtended, "100 900", EXTENDED),
    ]),
    ...["JetBrains Mono", "JetBrains Mono Variable"].map((name) => face(name, mono)),
    face("Roboto Variable", roboto),
    face("Open Sans Variable", openSans, "300 800"),
    face("Lato", lato, "400"),
    face("Lato", latoBold, "700"),
  ].join("\n");
  document.head.append(style);
}
