// Reads an answer that comes as one line of JSON for each event.

/** A row that replaces the one with this id; the last event has the whole in words. */
export interface RowEvent {
  id?: string;
  html?: string;
  said: string;
  failed?: boolean;
}

/** Splits text that comes in pieces, cut anywhere, into its whole lines. */
export class LineSplitter {
  private rest = "";

  feed(text: string): string[] {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    return lines.filter((line) => line.trim() !== "");
  }
}

export async function* rowEvents(response: Response): AsyncGenerator<RowEvent> {
  const lines = new LineSplitter();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: "" };
    if (done) return;
    for (const line of lines.feed(value)) yield JSON.parse(line) as RowEvent;
  }
}

/** Puts the row where the one with its id is. */
export function replaceRow(event: RowEvent): HTMLElement | null {
  const row = event.id ? document.getElementById(event.id) : null;
  if (!row || event.html === undefined) return null;
  row.outerHTML = event.html;
  return document.getElementById(event.id ?? "");
}
