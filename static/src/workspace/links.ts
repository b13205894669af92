// What a version can be taken away as: its project in a zip, its page in a tab of its own.

import { part } from "../site/dom";
import type { VersionData } from "./data";

export class Links {
  private readonly page = part<HTMLAnchorElement>(document, "[data-page-link]");
  private readonly zip = part<HTMLAnchorElement>(document, "[data-download-zip]");

  show(version: VersionData | null): void {
    offer(this.zip, version?.zip_url);
    offer(this.page, version?.page_url);
    this.zip.download = "";
  }
}

/** A link leads somewhere, or is there without a way to go. */
function offer(link: HTMLAnchorElement, address: string | undefined): void {
  if (address) {
    link.href = address;
    link.removeAttribute("aria-disabled");
  } else {
    link.removeAttribute("href");
    link.setAttribute("aria-disabled", "true");
  }
}
