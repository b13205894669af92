// Formats code with Prettier, in a worker that is loaded when it is first wanted.

import type { Answer, Wanted } from "./formatter.worker";

export class Formatter {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private count = 0;

  constructor(private readonly address: string) {}

  /** The formatted text. Throws an Error that says what is wrong with the code. */
  async format(path: string, text: string): Promise<string> {
    const number = ++this.count;
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.set(number, resolve);
      this.started().postMessage({ number, path, text } satisfies Wanted);
    });
    if (answer.text === null) throw new Error(`Not formatted. ${answer.error}`);
    return answer.text;
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.address);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.settle(data);
    worker.onerror = () => this.giveUp();
    this.worker = worker;
    return worker;
  }

  private settle(answer: Answer): void {
    this.waiting.get(answer.number)?.(answer);
    this.waiting.delete(answer.number);
  }

  private giveUp(): void {
    this.worker = undefined;
    for (const number of [...this.waiting.keys()]) {
      this.settle({ number, text: null, error: "The formatter could not be loaded. Nothing was changed; try again." });
    }
  }
}
