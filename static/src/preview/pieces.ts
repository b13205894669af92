// Compiles a file that is still being written: of what it holds only the statements and elements that are new.

import { translate } from "./compiler";
import type { Completed, Part } from "./completer";

const HEAD = `"use strict"; Object.defineProperty(exports, "__esModule", { value: true });
const _jsxruntime = require("react/jsx-runtime"), _react = require("react");
const defaultOf = (module) => (module?.__esModule ? module.default : module);`;
/** Divides what the compiler puts before a piece from the piece. */
const MARK = '"piece";';
const HOLE = /\bhole\$(\d+)\b/g;
const IMPORT = /^import\s+(?!type\b)(?:([^"'{]*?)\s*,?\s*(?:\{([^}]*)\}\s*)?from\s*)?(["'][^"']*["'])/;
const TYPE_IMPORT = /^import\s+type\b/;

export class Pieces {
  /** The JavaScript of each piece, by its text. */
  private known = new Map<string, string>();
  /** Elements that were there once; those that are there again are compiled as pieces of their own. */
  private met = new Set<string>();
  private knownBefore = this.known;
  private metBefore = this.met;
  private source = "";

  constructor(private readonly path: string) {}

  /** The JavaScript of the file, on lines of its own. Throws a SyntaxError. */
  translate({ text, statements }: Completed): string {
    this.source = text;
    this.knownBefore = this.known;
    this.metBefore = this.met;
    this.known = new Map();
    this.met = new Set();
    try {
      return [HEAD, ...statements.map((part) => this.statement(part))].join("\n");
    } catch {
      // What cannot be read in pieces, such as one file's exports handed on by another, can be as a whole.
      return translate(this.path, text);
    }
  }

  private statement(part: Part): string {
    const text = this.text(part);
    return text.startsWith("import") ? (declarations(text) ?? this.piece(part)) : this.piece(part);
  }

  private piece(part: Part): string {
    const text = this.text(part);
    const code = this.knownBefore.get(text) ?? this.compile(part);
    this.known.set(text, code);
    return code;
  }

  private compile(part: Part): string {
    const inner: string[] = [];
    const code = translate(this.path, MARK + this.withHoles(part, inner));
    const at = code.indexOf(MARK);
    if (code.slice(0, at).includes("function")) throw new SyntaxError("A piece needs what only a whole file has.");
    return code.slice(at + MARK.length).replace(HOLE, (_, index) => inner[Number(index)] as string);
  }

  /** The text of a part, with names in place of the elements in it that are pieces; `inner` gets the code of those. */
  private withHoles({ from, to, elements }: Part, inner: string[]): string {
    let text = "";
    let at = from;
    for (const element of elements) {
      text += this.source.slice(at, element.from) + this.elementText(element, inner);
      at = element.to;
    }
    return text + this.source.slice(at, to);
  }

  private elementText(element: Part & { child: boolean }, inner: string[]): string {
    const text = this.text(element);
    if (!this.knownBefore.has(text) && !this.metBefore.has(text)) {
      this.met.add(text);
      return this.withHoles(element, inner);
    }
    const hole = `hole$${inner.push(this.piece(element)) - 1}`;
    return element.child ? `{${hole}}` : hole;
  }

  private text({ from, to }: Part): string {
    return this.source.slice(from, to);
  }
}

/**
 * An import as declarations of what it brings, so that other names of the file can hide them as they do in modules;
 * nothing for what is no import of that kind.
 */
function declarations(text: string): string | undefined {
  if (TYPE_IMPORT.test(text)) return "";
  const [, whole = "", named = "", specifier] = IMPORT.exec(text) ?? [];
  if (!specifier) return undefined;
  const module = `require(${specifier})`;
  const [first = "", second = ""] = whole.split(",").map((name) => name.trim());
  const names = [first, second].filter((name) => name !== "").map((name) => wholeName(name, module));
  const parts = named.split(",").flatMap((name) => partOf(name.trim()) ?? []);
  if (parts.length > 0) names.push(`{ ${parts.join(", ")} } = ${module}`);
  return names.length > 0 ? `const ${names.join(", ")};` : `${module};`;
}

function wholeName(name: string, module: string): string {
  const namespace = /^\*\s*as\s+(\S+)$/.exec(name)?.[1];
  return namespace ? `${namespace} = ${module}` : `${name} = defaultOf(${module})`;
}

function partOf(name: string): string | undefined {
  const [, imported, local] = /^(?!type\s+\w)([\w$]+)(?:\s+as\s+([\w$]+))?$/.exec(name) ?? [];
  return imported && (local ? `${imported}: ${local}` : imported);
}
