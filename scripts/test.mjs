// Bundles every static/src/**/*.test.ts and runs them with Node's test runner.

import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCE = join(ROOT, "static", "src");
const OUTPUT = join(ROOT, "build", "tests");

const sources = (await readdir(SOURCE, { recursive: true })).filter((path) => /\.test\.tsx?$/.test(path)).sort();
if (sources.length === 0) throw new Error("no tests found in static/src");

await rm(OUTPUT, { recursive: true, force: true });
await esbuild.build({
  absWorkingDir: ROOT,
  bundle: true,
  entryPoints: sources.map((path) => join(SOURCE, path)),
  format: "esm",
  jsx: "automatic",
  loader: { ".css": "text" },
  logLevel: "warning",
  outbase: SOURCE,
  outdir: OUTPUT,
  outExtension: { ".js": ".mjs" },
  platform: "node",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  sourcemap: "inline",
});

const built = sources.map((path) => join(OUTPUT, path.replace(/\.tsx?$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...built], {
  cwd: ROOT,
  stdio: "inherit",
});
process.exit(status ?? 1);
