// Scans the TypeScript between the elements of a TSX file, token by token.

import { endOfComment, endOfRegex, endOfString, endOfWord, isWordStart, skipBlank } from "./lexer";
import { type Frame, type Kind, Scan } from "./scan";

function words(text: string): Set<string> {
  return new Set(text.split(" "));
}

/** Words that an operand follows. */
const OPERATORS = words(
  "return case default do else in instanceof new typeof void delete throw await yield of extends const let var import export as satisfies",
);
/** Words that go on with the statement of the line above. */
const CONTINUING = words("from as satisfies in of instanceof extends implements is else catch finally while");
const HEADS = words("if for while switch catch with");
/** What stands before a block although an operand could follow it too; `>` and `void` end a return type. */
const BEFORE_BLOCK = words("else try finally do static catch void > =>");
const BLOCK_CLOSERS: Record<string, string> = { try: "} catch {}", do: "} while (false)" };
const GENERIC_ARROW = /^<\s*(const\s+)?[A-Za-z_$][\w$]*\s*(,|extends\s)/;
const VALUE_HEAD = /^(export\s+)?(const|let|var)$/;
const FROM = /^(?:(?:import|export)\b[^;]*\bfrom|import)\s*["'][^"']*["']\s*$/;
const TYPE_HEAD = /^(export\s+)?(declare\s+)?(type|interface)$/;

export abstract class CodeScan extends Scan {
  /** The top-level statement: where it began, what it declares, and whether the value of that has begun. */
  private statement = { from: 0, assigned: false, declaresType: false, declaresValue: false };
  private functionHead = false;

  /** Scans the opening of a tag, up to its name. */
  protected abstract openTag(): void;

  /** Told that a top-level statement begins. */
  protected abstract beganStatement(): void;

  protected inCode(): void {
    const char = this.source[this.at] as string;
    if (/\s/.test(char)) this.blank();
    else if (this.startsWith("//") || this.startsWith("/*")) this.comment();
    else if (isWordStart(char)) this.word();
    else if (char === '"' || char === "'") this.literal(endOfString(this.source, this.at));
    else if (char === "/" && this.before !== "value") this.literal(endOfRegex(this.source, this.at));
    else if (char === "<" && this.before !== "value" && this.opensElement()) this.element();
    else if (char >= "0" && char <= "9") this.literal(endOfWord(this.source, this.at));
    else this.sign(char);
  }

  protected comment(): void {
    const end = endOfComment(this.source, this.at);
    if (end === undefined) return;
    if (this.source[this.at + 1] === "/") this.newline = true;
    this.at = end;
  }

  protected openExpression(length: number): void {
    this.at += length;
    this.push("expression", "}");
    this.setBefore("operator");
  }

  /** Marks the end of the text where it can end the last statement without a semicolon. */
  protected markEnd(): void {
    if (this.frames.length > 0 || this.before !== "value") return;
    const text = this.source.slice(this.statement.from);
    if (this.namedDefault(text) || (this.newline && (this.statement.assigned || FROM.test(text)))) this.mark(this.at);
  }

  /** `export default Name` counts where Name is something declared above. */
  private namedDefault(text: string): boolean {
    const name = /^export\s+default\s+(\w+)\s*$/.exec(text)?.[1];
    return name !== undefined && new RegExp(`\\b(function|const|class)\\s+${name}\\b`).test(this.source);
  }

  private blank(): void {
    const end = skipBlank(this.source, this.at);
    if (this.source.slice(this.at, end).includes("\n")) this.newline = true;
    this.at = end;
  }

  private literal(end: number | undefined): void {
    if (end === undefined) return;
    this.beginStatement();
    this.at = end;
    this.setBefore("value");
  }

  private word(): void {
    const end = endOfWord(this.source, this.at);
    const word = this.source.slice(this.at, end);
    if (this.newline && this.before === "value" && end < this.source.length && !CONTINUING.has(word)) {
      this.endStatement();
    }
    this.beginStatement();
    this.at = end;
    const property = this.text === "." || this.text === "?.";
    const operator = !property && (OPERATORS.has(word) || HEADS.has(word) || BEFORE_BLOCK.has(word));
    this.setBefore(operator ? "operator" : "value", property ? "" : word);
    if (word === "function") this.functionHead = true;
    if (this.frames.length > 0) return;
    const head = this.source.slice(this.statement.from, end);
    this.statement.declaresType ||= TYPE_HEAD.test(head);
    this.statement.declaresValue ||= VALUE_HEAD.test(head);
  }

  private beginStatement(): void {
    if (this.frames.length > 0 || this.before !== "start") return;
    this.statement = { from: this.at, assigned: false, declaresType: false, declaresValue: false };
    this.beganStatement();
  }

  private endStatement(): void {
    if (this.frames.length === 0) this.mark(this.at);
    if (this.frames.length === 0 || this.top?.kind === "block") this.setBefore("start");
  }

  private opensElement(): boolean {
    const next = this.source[this.at + 1];
    if (!this.markup || next === undefined || this.statement.declaresType) return false;
    return (next === ">" || isWordStart(next)) && !GENERIC_ARROW.test(this.source.slice(this.at, this.at + 80));
  }

  private element(): void {
    this.beginStatement();
    this.openTag();
  }

  private sign(char: string): void {
    if (char === "{") this.openBrace();
    else if (char === "(") this.openParen();
    else if (char === "[") this.open("bracket", "]");
    else if (char === "`") this.open("template", "`");
    else if (char === "}" || char === ")" || char === "]") this.close(char);
    else if (char === "?") this.question();
    else this.operator(char);
  }

  private operator(char: string): void {
    this.at += 1;
    if (char === ";") this.semicolon();
    else if (char === ":") this.colon();
    else if (char === ",") this.comma();
    else if (char === "=") this.equals();
    else if ((char === "+" || char === "-") && this.startsWith(char)) this.at += 1;
    else if (char !== "!" || this.before !== "value" || this.startsWith("=")) this.setBefore("operator", char);
  }

  private semicolon(): void {
    this.popTernaries();
    this.endStatement();
    this.setBefore("start");
  }

  private equals(): void {
    const arrow = this.startsWith(">");
    if (arrow) this.at += 1;
    else if (this.frames.length === 0) this.statement.assigned = this.statement.declaresValue;
    this.setBefore("operator", arrow ? "=>" : "=");
  }

  private colon(): void {
    if (this.top?.kind === "ternary") this.frames.pop();
    this.setBefore("operator", ":");
  }

  /** The elements of a list that stands by itself can be cut one after another. */
  private comma(): void {
    const inList = this.frames.length > 0 && this.frames.every((frame) => frame.kind === "bracket");
    if (inList && this.statement.assigned) this.mark(this.at);
    this.setBefore("operator", ",");
  }

  private question(): void {
    const next = this.source[this.at + 1];
    const chained = next === "?" || (next === "." && !/\d/.test(this.source[this.at + 2] ?? ""));
    const after = this.source[skipBlank(this.source, this.at + 1)];
    if (after === undefined) return;
    this.at += chained ? 2 : 1;
    if (!chained && !":,)=;}".includes(after)) this.push("ternary", " : null");
    this.setBefore("operator", chained ? `?${next}` : "?");
  }

  private open(kind: Kind, closer: string, more: Partial<Frame> = {}): void {
    this.beginStatement();
    this.at += 1;
    this.push(kind, closer, more);
    this.setBefore("operator");
  }

  private openParen(): void {
    const head = this.functionHead || HEADS.has(this.text);
    this.functionHead = false;
    this.open("paren", head ? ") {}" : ")", { head });
  }

  private openBrace(): void {
    const word = this.text;
    const block = (this.before !== "operator" || BEFORE_BLOCK.has(word)) && word !== "type";
    this.open(block ? "block" : "object", (block && BLOCK_CLOSERS[word]) || "}", { value: word === "=>" });
    if (block) this.setBefore("start");
  }

  private close(char: string): void {
    this.popTernaries();
    const frame = this.frames.pop();
    this.at += 1;
    this.setBefore(frame?.head ? "head" : "value", char);
    if (frame?.kind === "expression" && this.top?.kind === "children") this.mark(this.at);
    if (frame?.kind === "block" && this.endsStatement(frame)) this.endStatement();
  }

  private endsStatement(frame: Frame): boolean {
    if (frame.value || frame.closer !== "}") return false;
    return this.frames.length > 0 ? this.top?.kind === "block" : !this.statement.assigned;
  }
}
