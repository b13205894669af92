// What a page asks its frame, and how the answers come to who asked.

import type { FromFrame, Question } from "./messages";

type Answer = Extract<FromFrame, { kind: "answer" }>["answer"];

interface Open {
  id: number;
  question: Question;
  asked: boolean;
  settle(answer: Answer): void;
}

const LIMIT_MS = 10_000;

export class Questions {
  private open: Open[] = [];
  private count = 0;

  /** Fails where no answer comes. */
  add(question: Question): Promise<Answer> {
    this.count += 1;
    const id = this.count;
    return new Promise((settle, reject) => {
      this.open.push({ id, question, asked: false, settle });
      setTimeout(() => {
        this.open = this.open.filter((one) => one.id !== id);
        reject(new Error("The page did not answer."));
      }, LIMIT_MS);
    });
  }

  /** Those that were not asked yet; from now on they are. */
  take(): { id: number; question: Question }[] {
    const due = this.open.filter(({ asked }) => !asked);
    for (const one of due) one.asked = true;
    return due;
  }

  /** A new frame knows nothing of what the one before it was asked. */
  askAgain(): void {
    for (const one of this.open) one.asked = false;
  }

  settle(id: number, answer: Answer): void {
    this.open.find((one) => one.id === id)?.settle(answer);
    this.open = this.open.filter((one) => one.id !== id);
  }
}
