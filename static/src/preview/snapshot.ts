// A picture of the page from inside: its elements and styles as an SVG that holds all it needs, drawn on a canvas.

import { LONGEST } from "./messages";

const XHTML = "http://www.w3.org/1999/xhtml";
/** More than this, in characters, is not worth a picture: pages with many large pictures of their own. */
const MOST = 24_000_000;
/** What moves is shown as it is in the end. */
const STILL =
  "*,*::before,*::after{animation:none!important;transition:none!important;caret-color:transparent!important}";
// What XML can't hold, whatever stands around it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export interface Ingredients {
  /** Address within this frame -> the picture at that address. */
  pictures: ReadonlyMap<string, Blob>;
  /** Address of a font -> the font. */
  fonts: ReadonlyMap<string, Blob>;
}

/** The top of the page, `width` pixels wide; fails where the page can't be drawn. */
export async function snapshot(width: number, ingredients: Ingredients): Promise<Blob> {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const size = { width: scrollWidth, height: Math.min(scrollHeight, scrollWidth * LONGEST) };
  const image = new Image(size.width, size.height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await drawing(size, ingredients))}`;
  await image.decode();
  const scale = width / size.width;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.max(1, Math.round(size.height * scale));
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.fillStyle = ground();
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the page has no picture"))), "image/webp", 0.9);
  });
}

/** The page's own background; white where it has none. */
function ground(): string {
  const colours = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
  return colours.find((colour) => !/^rgba\(.*, 0\)$/.test(colour)) ?? "#fff";
}

async function drawing({ width, height }: { width: number; height: number }, from: Ingredients): Promise<string> {
  const page = document.documentElement.cloneNode(true) as HTMLElement;
  page.setAttribute("xmlns", XHTML);
  page.style.cssText += ";overflow:visible;height:100%";
  keepState(document.documentElement, page);
  for (const element of page.querySelectorAll("script, link, meta, noscript, template, iframe")) element.remove();
  const still = document.createElement("style");
  still.textContent = STILL;
  page.querySelector("head")?.append(still);
  const markup = new XMLSerializer().serializeToString(page).replace(UNWRITABLE, "");
  const whole = await inlined(markup, [...from.pictures, ...from.fonts]);
  if (whole.length > MOST) throw new Error("the page is too large for a picture");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<foreignObject width="100%" height="100%">${whole}</foreignObject></svg>`
  );
}

/** What stands in the properties of elements, and not in what is cloned of them. */
function keepState(from: Element, to: Element): void {
  const copies = to.querySelectorAll("input, textarea, option, canvas");
  from.querySelectorAll("input, textarea, option, canvas").forEach((element, index) => {
    const copy = copies[index] as Element;
    if (element instanceof HTMLInputElement) {
      copy.setAttribute("value", element.value);
      copy.toggleAttribute("checked", element.checked);
    } else if (element instanceof HTMLTextAreaElement) copy.textContent = element.value;
    else if (element instanceof HTMLOptionElement) copy.toggleAttribute("selected", element.selected);
    else if (element instanceof HTMLCanvasElement) copy.replaceWith(painted(element));
  });
}

function painted(canvas: HTMLCanvasElement): HTMLImageElement {
  const image = document.createElement("img");
  image.src = canvas.toDataURL();
  image.className = canvas.className;
  image.style.cssText = `${canvas.style.cssText};width:${canvas.clientWidth}px;height:${canvas.clientHeight}px`;
  return image;
}

/** An SVG that is drawn as a picture may fetch nothing: what it names goes into it. */
async function inlined(markup: string, blobs: readonly (readonly [string, Blob])[]): Promise<string> {
  let text = markup;
  for (const [address, blob] of blobs) {
    if (text.includes(address)) text = text.replaceAll(address, await asAddress(blob));
  }
  return text;
}

function asAddress(blob: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("it could not be read")));
    reader.readAsDataURL(blob);
  });
}
