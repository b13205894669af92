// Times as people say them: "3 minutes ago", kept up to date, the exact time on hover.

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago `then` was at `now`, both in milliseconds. */
export function ago(then: number, now: number): string {
  const seconds = (now - then) / 1000;
  for (const [unit, length] of STEPS) {
    if (seconds >= length) return words.format(-Math.floor(seconds / length), unit);
  }
  return "just now";
}

export function relativeTimes(root: ParentNode = document): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
    const then = Date.parse(element.dateTime);
    element.textContent = ago(then, Date.now());
    element.title = new Date(then).toLocaleString();
  }
}

export function keepTimes(): void {
  relativeTimes();
  setInterval(relativeTimes, 30_000);
}
