// What generated code is linted with: the recommended rules of ESLint and of jsx-a11y.

import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import * as parser from "./tsx-parser.mjs";

export default [
  js.configs.recommended,
  jsxA11y.flatConfigs.recommended,
  {
    files: ["**/*.tsx"],
    languageOptions: { parser, ecmaVersion: "latest", sourceType: "module", globals: { window: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    // Without a rule of its own for JSX, ESLint takes components for unused variables.
    rules: { "no-unused-vars": ["error", { varsIgnorePattern: "^[A-Z]" }] },
  },
];
