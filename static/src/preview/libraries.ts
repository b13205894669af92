// The libraries that generated code may import: the small ones are here, the large ones load when asked for.

import * as variance from "class-variance-authority";
import * as clsx from "clsx";
import * as React from "react";
import * as runtime from "react/jsx-runtime";
import * as ReactDOM from "react-dom";
import { type Library, libraries, provide } from "./libraries/registry";

for (const [name, library] of Object.entries({
  react: React,
  "react-dom": ReactDOM,
  "react/jsx-runtime": runtime,
  clsx,
  "class-variance-authority": variance,
})) {
  provide(name, { __esModule: true, ...library });
}

export class Libraries {
  private readonly asked = new Set<string>();
  private readonly failed = new Set<string>();

  /** `addresses` has the address of each library that is loaded when asked for. */
  constructor(
    private readonly addresses: Record<string, string>,
    private readonly onLoad: () => void,
  ) {}

  /** The library; "loading" where it comes soon, which `onLoad` tells; nothing where there is none. */
  get(name: string): Library | "loading" | undefined {
    const library = libraries().get(name);
    if (library) return library;
    if (!this.addresses[name] || this.failed.has(name)) return undefined;
    this.load(name, this.addresses[name]);
    return "loading";
  }

  /** Starts to load those that a source imports, before it runs. */
  expect(source: string): void {
    for (const name of Object.keys(this.addresses)) if (source.includes(`"${name}"`)) this.get(name);
  }

  private load(name: string, address: string): void {
    if (this.asked.has(name)) return;
    this.asked.add(name);
    const script = document.createElement("script");
    script.src = address;
    script.crossOrigin = "anonymous";
    script.addEventListener("load", this.onLoad);
    script.addEventListener("error", () => {
      this.failed.add(name);
      this.onLoad();
    });
    document.head.append(script);
  }
}
