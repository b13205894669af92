// Runs the generated files as modules, and again only those that a change reaches.

import { type Factory, factoryOf, translate } from "./compiler";
import type { Part } from "./completer";
import { resolve, target } from "./paths";
import { Pieces } from "./pieces";
import { growing, unknown, unknownModule } from "./unknown";

type Exports = Record<string, unknown>;

export interface Sources {
  files: Record<string, string>;
  /** Path of a picture -> its address. */
  assets: Record<string, string>;
  complete: boolean;
  /** While code is coming, the statements of each file of code. */
  statements?: Readonly<Record<string, readonly Part[]>>;
}

export interface Surroundings {
  /** The library of that name; "loading" where it will be there soon; nothing where there is none. */
  library(name: string, importer: string): Exports | "loading" | undefined;
  /** Told each top-level component and hook, with the file that holds it. */
  declare(path: string, name: string, value: unknown): void;
  placeholderImage: string;
  note(text: string): void;
}

interface Module {
  source: string;
  factory: Factory;
  exports: Exports;
  /** What it imports, as it was resolved; nothing for what was not there. */
  imports: Map<string, string | undefined>;
  /** Whether something that it imports was not there. */
  open: boolean;
  /** A component that could be the page: named App, else the first that takes no props. */
  entrance?: unknown;
}

const STYLESHEET = /\.css(\?.*)?$/;
const IMAGE = /\.(png|jpe?g|webp|gif|svg|avif|ico)(\?.*)?$/;

export class Program {
  private modules = new Map<string, Module>();
  private good = new Map<string, Module>();
  /** What is known of the files that are being written. */
  private readonly pieces = new Map<string, Pieces>();
  private sources: Sources = { files: {}, assets: {}, complete: false };
  /** Looked up for names that a file does not declare: while code is still coming they may be declared later. */
  private readonly scope = new Proxy(
    {},
    {
      has: (_, key) => typeof key === "string" && !this.sources.complete && !(key in globalThis),
      get: (_, key) => (typeof key === "string" ? unknown(key, "pending") : undefined),
    },
  );

  constructor(private readonly surroundings: Surroundings) {}

  /**
   * Runs `main` and what it imports, and answers the component to show: its default export; while that has
   * not come, App or the first component that takes no props. Throws what compiling or running throws.
   */
  run(main: string, sources: Sources): unknown {
    const before = this.sources;
    this.sources = sources;
    this.dropChanged(before);
    const { default: component, App } = this.load(main);
    return component ?? App ?? this.modules.get(main)?.entrance;
  }

  /** Takes what has run as good. */
  keep(): void {
    this.good = new Map(this.modules);
  }

  /** Goes back to what was good. */
  rollBack(): void {
    this.modules = new Map(this.good);
  }

  /** Makes what has open imports run again. */
  dropOpen(): void {
    this.drop((module) => module.open);
  }

  /** Makes everything run again. */
  dropAll(): void {
    this.modules.clear();
    this.pieces.clear();
  }

  private dropChanged(before: Sources): void {
    const { files, assets, complete } = this.sources;
    const fileCame = Object.keys(files).some((path) => !(path in before.files)) || complete !== before.complete;
    this.drop(
      (module, path) =>
        module.source !== files[path] ||
        (module.open && fileCame) ||
        [...module.imports.values()].some((path) => path !== undefined && assets[path] !== before.assets[path]),
    );
  }

  private drop(outdated: (module: Module, path: string) => boolean): void {
    const dropped = new Set([...this.modules].filter(([path, module]) => outdated(module, path)).map(([path]) => path));
    for (let size = -1; size !== dropped.size; ) {
      size = dropped.size;
      for (const [path, module] of this.modules) {
        if ([...module.imports.values()].some((name) => name !== undefined && dropped.has(name))) dropped.add(path);
      }
    }
    for (const path of dropped) this.modules.delete(path);
  }

  private load(path: string): Exports {
    const known = this.modules.get(path);
    if (known) return known.exports;
    const source = this.sources.files[path] ?? "";
    const module: Module = {
      source,
      factory: factoryOf(path, source, this.translate(path, source), this.scope),
      exports: {},
      imports: new Map(),
      open: false,
    };
    this.modules.set(path, module);
    try {
      return this.execute(path, module);
    } catch (error) {
      this.modules.delete(path);
      throw error;
    }
  }

  /** Lines keep their numbers only where all of the code has come: before that no error is told. */
  private translate(path: string, source: string): string {
    const statements = this.sources.statements?.[path];
    if (!statements) return translate(path, source);
    const pieces = this.pieces.get(path) ?? new Pieces(path);
    this.pieces.set(path, pieces);
    return pieces.translate({ text: source, statements });
  }

  private execute(path: string, module: Module): Exports {
    const holder = { exports: module.exports };
    const declare = (name: string, value: unknown) => {
      this.surroundings.declare(path, name, value);
      if (name === "App") module.entrance = value;
      else if (isPage(name, value)) module.entrance ??= value;
    };
    module.factory((specifier) => this.require(specifier, path, module), module.exports, holder, declare);
    module.exports = holder.exports;
    declare("default", module.exports.default);
    return module.exports;
  }

  private require(specifier: string, importer: string, module: Module): unknown {
    if (target(specifier, importer) === undefined && !STYLESHEET.test(specifier))
      return this.library(specifier, importer, module);
    const { files, assets } = this.sources;
    const path = resolve(specifier, importer, (name) => name in files || name in assets);
    module.imports.set(specifier, path);
    if (path === undefined) return this.missing(specifier, module);
    if (STYLESHEET.test(path)) return {};
    if (path in assets) return { __esModule: true, default: assets[path] };
    if (path.endsWith(".json")) return JSON.parse(files[path] as string);
    const exports = this.load(path);
    return this.sources.complete ? exports : growing(exports);
  }

  private missing(specifier: string, module: Module): unknown {
    module.open = true;
    if (STYLESHEET.test(specifier)) return {};
    if (IMAGE.test(specifier)) return { __esModule: true, default: this.surroundings.placeholderImage };
    if (!this.sources.complete) return unknownModule(specifier, "pending");
    this.surroundings.note(`There is no file for the import "${specifier}".`);
    return unknownModule(specifier, "absent");
  }

  private library(name: string, importer: string, module: Module): unknown {
    const library = this.surroundings.library(name, importer);
    if (library === "loading") module.open = true;
    if (library === "loading") return unknownModule(name, name === "lucide-react" ? "icon" : "pending");
    if (library) return library;
    this.surroundings.note(`The library "${name}" is not there in the preview.`);
    return unknownModule(name, "absent");
  }
}

function isPage(name: string, value: unknown): boolean {
  return /^[A-Z]/.test(name) && typeof value === "function" && value.length === 0;
}
