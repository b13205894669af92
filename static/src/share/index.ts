// The page of a share link: the version's page in its sandboxed frame, the mockup beside it, the code where it is shown.

import { PreviewHost } from "../preview/host";
import { pageData, part } from "../site/dom";
import { CodeView } from "../workspace/code";
import { PictureStore } from "../workspace/pictures";
import { deviceFor, Sheet } from "../workspace/sheet";

interface ShareData {
  files: Record<string, string>;
  assets: Record<string, string>;
  frame: string;
  title: string;
  /** The width of the mockup in its own pixels; null where it is gone. */
  width: number | null;
  files_url: string;
}

const MAIN = "src/App.tsx";

const data = pageData<ShareData>("share-data");
const share = part(document, "[data-share]");

function preview(): void {
  const sheet = new Sheet(deviceFor(data.width ?? 1280, innerWidth));
  const notice = part(document, "[data-paused]");
  const host = new PreviewHost(sheet.element, {
    src: data.frame,
    title: data.title,
    onPaused: (reason) => {
      part(notice, "[data-paused-text]").textContent = reason;
      notice.hidden = false;
    },
  });
  const show = () => host.show({ files: data.files, assets: pictures.get(data.assets), complete: true });
  const pictures = new PictureStore(show);
  show();
  part(notice, "[data-resume]").addEventListener("click", () => {
    notice.hidden = true;
    host.resume();
  });
}

function views(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-share-show]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      share.dataset.shows = button.dataset.shareShow;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
  }
  const beside = document.querySelector<HTMLElement>("[data-share-beside]");
  beside?.addEventListener("click", () => {
    beside.setAttribute("aria-pressed", String(!share.toggleAttribute("data-alone")));
  });
}

function code(): void {
  const choice = document.querySelector<HTMLSelectElement>("[data-share-file]");
  if (!choice) return;
  const view = new CodeView(part(document, "[data-share-code]"), () => {});
  const take = part<HTMLAnchorElement>(document, "[data-share-take]");
  const show = () => {
    const path = choice.value;
    view.show({ path, text: data.files[path] ?? "", writing: false, editable: false });
    take.href = data.files_url + path;
  };
  choice.addEventListener("change", show);
  if (MAIN in data.files) choice.value = MAIN;
  show();
}

preview();
views();
code();
