// Turns any prefix of a stylesheet into a whole one.

const PART = /\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[(){};]|\/\*|["']/g;

/** As much of `source` as ends with a whole declaration or rule, with its open blocks closed. */
export function completeStylesheet(source: string): string {
  let cut = 0;
  let open = 0;
  let depth = 0;
  let parentheses = 0;
  for (const { 0: part, index } of source.matchAll(PART)) {
    if (part === "/*" || part === '"' || part === "'") break;
    if (part === "(") parentheses += 1;
    else if (part === ")") parentheses -= 1;
    if (parentheses > 0) continue;
    if (part === "{") depth += 1;
    else if (part === "}") depth -= 1;
    else if (part !== ";") continue;
    cut = index + 1;
    open = depth;
  }
  return source.slice(0, cut) + "}".repeat(Math.max(0, open));
}
