import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "tailwindcss";
import { completeStylesheet } from "./stylesheet";

const THEME = `@import "tailwindcss";

/* The paper; with { and ; in a comment. */
@theme {
  --color-page: #f3f4f6;
  --font-sans: "Inter Variable", Inter, sans-serif;
}

@layer base {
  a::after {
    content: "} \\" {";
    background: url(data:image/png;base64,AAAA);
  }
}
`;

const loadStylesheet = async (path: string) => ({ path, base: "/", content: "" });

test("every prefix of a stylesheet compiles", async () => {
  for (let end = 0; end <= THEME.length; end += 1) {
    await assert.doesNotReject(compile(completeStylesheet(THEME.slice(0, end)), { loadStylesheet }), `cut at ${end}`);
  }
});

test("nothing is cut from the whole", () => {
  assert.equal(completeStylesheet(THEME), THEME.trimEnd());
});

test("what is there of a block is kept", () => {
  assert.equal(completeStylesheet("@theme { --color-page: #fff; --font"), "@theme { --color-page: #fff;}");
});
