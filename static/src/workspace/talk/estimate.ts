// About what the message would send, said beside the button while it is written; nothing waits for it.

import { postJson } from "../../site/api";
import { part } from "../../site/dom";
import type { Body } from "./composer";

const PAUSE = 700;

interface Found {
  tokens: number;
  cost: number | null;
  /** Whether the host has counted them. */
  exact: boolean;
}

export function estimateWords({ tokens, cost, exact }: Found): string {
  if (tokens === 0) return "";
  const money = cost === null ? "" : `, $${cost.toFixed(cost < 0.1 ? 4 : 2)}`;
  return `${exact ? "" : "≈ "}${Math.round(tokens).toLocaleString("en")} tokens${money}`;
}

export class Estimate {
  private readonly element = part(document, "[data-estimate]");
  private timer = 0;
  private asked = 0;

  constructor(
    private readonly address: string,
    private readonly body: () => Body | null,
  ) {}

  /** The message has changed. */
  later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.take(), PAUSE);
  }

  private async take(): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    const body = this.body();
    const found = body && (await postJson<Found>(this.address, body).catch(() => null));
    if (asked !== this.asked) return;
    this.element.textContent = found ? estimateWords(found) : "";
    this.element.title = found ? "About what is sent to the model, an estimate; its answer comes on top" : "";
  }
}
