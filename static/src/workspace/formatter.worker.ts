// Prettier in a thread of its own: formats one text for each message, and answers under the same number.

import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import * as postcss from "prettier/plugins/postcss";
import { format } from "prettier/standalone";

export interface Wanted {
  number: number;
  path: string;
  text: string;
}

export interface Answer {
  number: number;
  /** The formatted text; null where it could not be formatted. */
  text: string | null;
  /** Why it could not be, in one line. */
  error: string;
}

const PARSERS: Record<string, string> = { css: "css", json: "json", js: "babel", jsx: "babel" };

self.onmessage = async ({ data: { number, path, text } }: MessageEvent<Wanted>) => {
  const parser = PARSERS[path.split(".").pop() ?? ""] ?? "babel-ts";
  let answer: Answer;
  try {
    answer = { number, text: await format(text, { parser, plugins: [babel, estree, postcss] }), error: "" };
  } catch (error) {
    answer = {
      number,
      text: null,
      error: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "",
    };
  }
  self.postMessage(answer);
};
