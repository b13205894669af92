// The page of one version alone in its tab, in the same sandboxed frame as in the workspace.

import { PreviewHost } from "../preview/host";
import { pageData, part } from "../site/dom";
import type { VersionData } from "../workspace/data";
import { PictureStore } from "../workspace/pictures";

const { version, frame, title } = pageData<{ version: VersionData; frame: string; title: string }>("page-data");

const notice = part(document, "[data-paused]");
const host = new PreviewHost(part(document, "[data-page]"), {
  src: frame,
  title,
  onPaused: (reason) => {
    part(notice, "[data-paused-text]").textContent = reason;
    notice.hidden = false;
  },
});
const show = () => host.show({ files: version.files, assets: pictures.get(version.assets), complete: true });
const pictures = new PictureStore(show);
show();

part(notice, "[data-resume]").addEventListener("click", () => {
  notice.hidden = true;
  host.resume();
});
