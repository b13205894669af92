// Which file an import means.

const EXTENSIONS = ["", ".tsx", ".ts", ".jsx", ".js", ".json", "/index.tsx", "/index.ts"];

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** The path that a specifier names, without its extension where it has none; nothing for a library. */
export function target(specifier: string, importer: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, "");
  if (bare.startsWith(".")) return normalise(`${importer.slice(0, importer.lastIndexOf("/") + 1)}${bare}`);
  const alias = /^[@~]\/(.*)$/.exec(bare);
  if (alias) return normalise(`src/${alias[1]}`);
  if (bare.startsWith("/")) return normalise(bare);
  return bare.startsWith("src/") ? normalise(bare) : undefined;
}

/** The path among `known` that an import of `specifier` in `importer` means. */
export function resolve(specifier: string, importer: string, known: (path: string) => boolean): string | undefined {
  const path = target(specifier, importer);
  if (path === undefined) return undefined;
  return EXTENSIONS.map((extension) => path + extension).find(known);
}
