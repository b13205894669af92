// The libraries that the frame holds, shared between its script and the chunks that it loads later.

export type Library = Record<string, unknown>;

declare global {
  var previewLibraries: Map<string, Library> | undefined;
}

export function libraries(): Map<string, Library> {
  globalThis.previewLibraries ??= new Map();
  return globalThis.previewLibraries;
}

export function provide(name: string, library: object): void {
  libraries().set(name, library as Library);
}
