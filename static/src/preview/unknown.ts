// Stands in for a value that is not there: it can be called, read, spread and rendered.

/** Still to come, never to come, or an icon still to come. */
export type Absence = "pending" | "absent" | "icon";

const unknowns = new WeakMap<object, { name: string; absence: Absence }>();

/** What `value` stands in for; nothing where it is a value of its own. */
export function asUnknown(value: unknown): { name: string; absence: Absence } | undefined {
  return typeof value === "function" ? unknowns.get(value) : undefined;
}

export function unknown(name: string, absence: Absence): object {
  const proxy = new Proxy(() => {}, {
    apply: () => unknown(name, absence),
    construct: () => unknown(name, absence),
    get: (target, key) => (typeof key === "string" ? property(target, key, absence) : symbol(key)),
  });
  unknowns.set(proxy, { name, absence });
  return proxy;
}

function property(target: object, key: string, absence: Absence): unknown {
  if (key === "length") return 0;
  if (key === "prototype") return Reflect.get(target, key);
  if (key === "then" || key === "$$typeof") return undefined;
  return unknown(key, absence);
}

function symbol(key: symbol): unknown {
  if (key === Symbol.toPrimitive) return () => "";
  if (key === Symbol.iterator) return () => [][Symbol.iterator]();
  return undefined;
}

/** The exports of a file that is still coming: those that are not there yet are unknown. */
export function growing(exports: Record<string, unknown>): Record<string, unknown> {
  const coming = unknownModule("default", "pending");
  return new Proxy(exports, { get: (_, key) => Reflect.get(key in exports ? exports : coming, key) });
}

/** A module of which every export is unknown. */
export function unknownModule(name: string, absence: Absence): Record<string, unknown> {
  const get = (_: object, key: string | symbol): unknown => {
    if (key === "__esModule") return true;
    return typeof key === "symbol" ? undefined : unknown(key === "default" ? name : key, absence);
  };
  return new Proxy({}, { get });
}
