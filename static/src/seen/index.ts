// A script that lets whoever drives a browser ask a page what is seen on it.

import { collect } from "./collect";
import type { Seen } from "./seen";

declare global {
  /** What is seen on this page now. */
  var collectSeen: () => Seen;
}

globalThis.collectSeen = () => collect(window);
