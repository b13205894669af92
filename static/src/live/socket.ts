// The socket of a team: connects, and connects again, until the person may no longer see the team.

export interface Person {
  id: number;
  email: string;
  /** The projects that they have open. */
  projects: string[];
}

export interface Going {
  id: string;
  project: string;
  state: "queued" | "running";
  /** What it has come to. */
  stage: string | null;
  by: string | null;
}

export interface News {
  id: number;
  kind: string;
  project: string | null;
  actor: number | null;
  words: string;
  /** What of the project's page it leads to, as the query of its address. */
  place: string;
}

export interface Frame {
  here?: Person[];
  runs?: Going[];
  entries: News[];
}

const GONE = 4404;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

export class TeamSocket {
  private failures = 0;

  constructor(
    private readonly path: string,
    private after: number,
    private readonly project: string,
    private readonly onFrame: (frame: Frame) => void,
  ) {
    this.connect();
  }

  private connect(): void {
    const query = new URLSearchParams({ after: String(this.after), project: this.project });
    const address = new URL(`${this.path}?${query}`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.addEventListener("message", ({ data }) => {
      this.failures = 0;
      const frame = JSON.parse(String(data)) as Frame;
      for (const { id } of frame.entries) this.after = Math.max(this.after, id);
      this.onFrame(frame);
    });
    socket.addEventListener("close", ({ code }) => {
      if (code === GONE) return;
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
      this.failures += 1;
      setTimeout(() => this.connect(), wait * (0.75 + Math.random() / 2));
    });
  }
}
