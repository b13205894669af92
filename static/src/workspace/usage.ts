// What a run has spent, in words: short for the progress line, whole for the panel behind it.

import type { UsageData } from "./wire";

/** Tokens, and dollars where they are known. */
export function usageWords(usage: UsageData | null): string {
  if (!usage) return "";
  const tokens = `${approximately(usage)}${count(usage.input + usage.output)} tokens`;
  return usage.cost === null ? tokens : `${tokens}, ${dollars(usage.cost)}`;
}

/** The one figure that there is room for on a phone. */
export function shortUsage(usage: UsageData | null): string {
  if (!usage) return "";
  return approximately(usage) + (usage.cost === null ? count(usage.input + usage.output) : dollars(usage.cost));
}

/** What is known, each with its name. */
export function usageRows(usage: UsageData): [name: string, figure: string][] {
  const about = approximately(usage);
  const rows: [string, string][] = [
    ["Input", `${about}${count(usage.input)} tokens`],
    ["of it cached", `${count(usage.cached)} tokens`],
    ["Output", `${about}${count(usage.output)} tokens`],
    ["Cost", usage.cost === null ? "no price known" : about + dollars(usage.cost)],
  ];
  if (usage.first_token !== null) rows.push(["First token after", `${usage.first_token.toFixed(1)} s`]);
  if (usage.streaming >= 0.1) rows.push(["Speed", `${about}${count(usage.output / usage.streaming)} tokens/s`]);
  return rows;
}

function approximately({ estimated }: UsageData): string {
  return estimated ? "≈ " : "";
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function dollars(cost: number): string {
  return `$${cost.toFixed(4)}`;
}
