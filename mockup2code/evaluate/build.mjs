// Builds one project as `convert` writes it, with the packages of the product itself: node build.mjs PROJECT OUT
//
// esbuild and Tailwind do what Vite would do with them, without an installation for each project and in a fraction of
// the time. On a fault it prints the first errors and exits with 1.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { compile } from "@tailwindcss/node";
import { Scanner } from "@tailwindcss/oxide";
import * as esbuild from "esbuild";

const ERRORS = 5;
const FILES = [".avif", ".gif", ".jpeg", ".jpg", ".otf", ".png", ".svg", ".ttf", ".webp", ".woff", ".woff2"];
const require = createRequire(import.meta.url);
const packages = join(dirname(require.resolve("tailwindcss/package.json")), "..");
const [project, out] = process.argv.slice(2).map((path) => resolve(path));

/** Runs Tailwind over the stylesheets of the project that ask for it. */
const tailwind = {
  name: "tailwind",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      if (!path.startsWith(project) || !css.includes("tailwindcss")) return { contents: css, loader: "css" };
      const base = dirname(path);
      const customCssResolver = async (id) => (id === "tailwindcss" ? require.resolve("tailwindcss/index.css") : false);
      const compiler = await compile(css, { base, from: path, customCssResolver, onDependency: () => {} });
      const sources = [{ base: join(project, "src"), pattern: "**/*", negated: false }, ...compiler.sources];
      return { contents: compiler.build(new Scanner({ sources }).scan()), loader: "css" };
    });
  },
};

const OPTIONS = {
  absWorkingDir: project,
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"' },
  entryNames: "main",
  entryPoints: ["src/main.tsx"],
  format: "esm",
  jsx: "automatic",
  loader: Object.fromEntries(FILES.map((suffix) => [suffix, "file"])),
  logLevel: "silent",
  nodePaths: [packages],
  outdir: out,
  plugins: [tailwind],
  publicPath: "/",
  target: "es2022",
};

/** The page with its script and its stylesheet in the head, as Vite writes it. */
async function page() {
  const html = await readFile(join(project, "index.html"), "utf8");
  const built = html
    .replace(/\s*<script type="module" src="\/src\/main\.tsx"><\/script>/, "")
    .replace(
      "</head>",
      '<script type="module" src="/main.js"></script><link rel="stylesheet" href="/main.css" /></head>',
    );
  await writeFile(join(out, "index.html"), built);
}

try {
  await mkdir(out, { recursive: true });
  await Promise.all([esbuild.build(OPTIONS), page()]);
} catch (error) {
  const errors = error.errors ?? [{ text: String(error) }];
  const place = (location) => (location ? `${location.file}:${location.line}: ` : "");
  console.error(
    errors
      .slice(0, ERRORS)
      .map(({ text, location }) => `${place(location)}${text}`)
      .join("\n"),
  );
  process.exit(1);
}
