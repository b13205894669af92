// Keeps a component the same for React while its code grows, so that its state and its DOM stay.

import { type ComponentType, createContext, type createElement, useContext } from "react";

type Component = (props: Record<string, unknown>) => unknown;

interface Slot {
  signature: string;
  /** What React sees. */
  type: unknown;
  /** What it runs now, and what it ran when all was well. */
  implementation: Component;
  good: Component;
}

/** Changes with every update, so that no component keeps what an older version rendered. */
export const UpdateContext = createContext(0);

const HOOK = /\buse[A-Z]\w*/g;

export class Identities {
  private slots = new Map<string, Slot>();
  private goodSlots = new Map<string, Slot>();
  private readonly keys = new WeakMap<object, string>();
  private readonly hooks = new Map<string, string>();

  declare(path: string, name: string, value: unknown): void {
    if (typeof value !== "function" || this.keys.has(value)) return;
    const key = `${path}#${name}`;
    const signature = this.signature(value as Component);
    if (/^use[A-Z]/.test(name)) this.hooks.set(name, signature);
    this.keys.set(value, key);
    const slot = this.slots.get(key);
    if (slot?.signature === signature) slot.implementation = value as Component;
    else this.slots.set(key, newSlot(signature, value as Component));
  }

  /** What React shall see in place of a component of the generated code; anything else stays what it is. */
  stable(type: unknown): unknown {
    const key = typeof type === "function" ? this.keys.get(type) : undefined;
    return (key !== undefined && this.slots.get(key)?.type) || type;
  }

  keep(): void {
    this.goodSlots = new Map(this.slots);
    for (const slot of this.slots.values()) slot.good = slot.implementation;
  }

  rollBack(): void {
    this.slots = new Map(this.goodSlots);
    for (const slot of this.slots.values()) slot.implementation = slot.good;
  }

  /** The hooks that a component calls, in order: with others its state cannot be kept. A class is its text. */
  private signature(component: Component): string {
    const text = String(component);
    if (isClass(component)) return text;
    return (text.match(HOOK) ?? []).map((name) => `${name}(${this.hooks.get(name) ?? ""})`).join();
  }
}

function isClass(component: Component): boolean {
  return component.prototype?.isReactComponent !== undefined;
}

function newSlot(signature: string, component: Component): Slot {
  const slot: Slot = { signature, implementation: component, good: component, type: component };
  if (isClass(component)) return slot;
  const wrapper: ComponentType<Record<string, unknown>> = (props) => {
    useContext(UpdateContext);
    return slot.implementation(props) as ReturnType<typeof createElement>;
  };
  wrapper.displayName = component.name;
  slot.type = wrapper;
  return slot;
}
