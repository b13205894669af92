// Finding the parts of a page that a behaviour cannot do without.

/** The first element within `root` that matches; a missing one is a fault in the template. */
export function part<Found extends HTMLElement>(root: ParentNode, selector: string): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/** What the template left as JSON in the script element with this id. */
export function pageData<Data>(id: string): Data {
  return JSON.parse(part(document, `#${id}`).textContent ?? "null") as Data;
}

/** The nonce under which this page may add styles. */
export function styleNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
