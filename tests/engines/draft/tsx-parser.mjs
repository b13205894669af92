// Lets ESLint read TSX: sucrase takes the types away and leaves every line where it was.

import * as espree from "espree";
import { transform } from "sucrase";

const TYPES = { transforms: ["jsx", "typescript"], jsxRuntime: "preserve", disableESTransforms: true, keepUnusedImports: true };

export function parse(code, options) {
  return espree.parse(transform(code, TYPES).code, { ...options, ecmaFeatures: { jsx: true } });
}
