// The server's time, by which runs begin, wait and end: this machine's clock may be wrong.

let ahead = 0;

/** `now` is the server's time as its page was made. */
export function setClock(now: string): void {
  ahead = Date.parse(now) - Date.now();
}

/** Milliseconds since 1970. */
export function serverTime(): number {
  return Date.now() + ahead;
}
