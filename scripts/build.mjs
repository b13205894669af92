// Builds everything that the browser loads from static/src into static/dist.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as esbuild from "esbuild";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCE = join(ROOT, "static", "src");
const DIST = join(ROOT, "static", "dist");

/** Bundle name -> entry file. Each is a classic script that needs no other, save the preview's libraries. */
const BUNDLES = {
  site: "site/index.ts",
  connection: "site/connection/index.ts",
  workspace: "workspace/index.ts",
  preview: "preview/frame.tsx",
  alone: "alone/index.ts",
  share: "share/index.ts",
  formatter: "workspace/formatter.worker.ts",
  evaluation: "evaluation/index.ts",
  seen: "seen/index.ts",
};

/** Libraries that generated code may import and that the frame loads only when it does. */
const PREVIEW_LIBRARIES = {
  "preview-lucide": "preview/libraries/lucide.ts",
  "preview-recharts": "preview/libraries/recharts.ts",
  "preview-tailwind-merge": "preview/libraries/tailwind-merge.ts",
  "preview-framer-motion": "preview/libraries/framer-motion.ts",
};

const FONT_PACKAGES = [
  "@fontsource-variable/inter",
  "@fontsource-variable/jetbrains-mono",
  "@fontsource-variable/open-sans",
  "@fontsource-variable/roboto",
  "@fontsource/lato",
];

/** The files of a font that pages use: variable ones whole, others in their regular and bold weight. */
const FONT_FILES = /-latin(?:-ext)?-(?:wght|400|700)-normal\.woff2$/;

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"' },
  format: "iife",
  jsx: "automatic",
  legalComments: "none",
  loader: { ".css": "text" },
  logLevel: "warning",
  minify: true,
  outdir: DIST,
  target: ["chrome111", "firefox128", "safari16.4"],
};

/** Lets the library chunks use the one React that the frame already holds. */
const sharedReact = {
  name: "shared-react",
  setup(build) {
    build.onResolve({ filter: /^react(-dom)?(\/.*)?$/ }, ({ path }) => ({ path, namespace: "shared-react" }));
    build.onLoad({ filter: /.*/, namespace: "shared-react" }, ({ path }) => ({
      contents: `module.exports = globalThis.previewLibraries.get(${JSON.stringify(path)})`,
    }));
  },
};

/** The entries whose file exists; the others are named, so that an unfinished part is noticed. */
function present(entries) {
  return Object.fromEntries(
    Object.entries(entries)
      .map(([name, path]) => [name, join(SOURCE, path)])
      .filter(([name, path]) => {
        if (!existsSync(path)) console.warn(`build: ${name} has no source yet, skipped`);
        return existsSync(path);
      }),
  );
}

async function scripts() {
  await Promise.all([
    esbuild.build({ ...OPTIONS, entryPoints: present(BUNDLES) }),
    esbuild.build({ ...OPTIONS, entryPoints: present(PREVIEW_LIBRARIES), plugins: [sharedReact] }),
  ]);
}

/** @param {string} name */
async function stylesheet(name) {
  const cli = join(ROOT, "node_modules", "@tailwindcss", "cli", "dist", "index.mjs");
  const parameters = [cli, "--input", join(SOURCE, name), "--output", join(DIST, name), "--minify"];
  await promisify(execFile)(process.execPath, parameters, { cwd: ROOT });
}

async function fonts() {
  for (const name of FONT_PACKAGES) {
    const folder = join(ROOT, "node_modules", name, "files");
    const files = (await readdir(folder)).filter((file) => FONT_FILES.test(file));
    await Promise.all(files.map((file) => cp(join(folder, file), join(DIST, "fonts", file))));
  }
}

async function images() {
  const folder = join(SOURCE, "images");
  if (existsSync(folder)) await cp(folder, join(DIST, "images"), { recursive: true });
}

const started = performance.now();
await mkdir(join(DIST, "fonts"), { recursive: true });
await Promise.all([scripts(), stylesheet("site.css"), stylesheet("operator.css"), fonts(), images()]);
console.log(`build: static/dist in ${((performance.now() - started) / 1000).toFixed(1)} s`);
