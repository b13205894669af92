// How the pages talk to the server: JSON both ways, and every error as a sentence for the person.

export interface ProblemBody {
  code: string;
  sentence: string;
}

/** What went wrong, as a value that the interface can act on and a sentence that it can show. */
export class Problem extends Error {
  readonly code: string;

  constructor(body: ProblemBody) {
    super(body.sentence);
    this.code = body.code;
  }
}

export const UNREACHABLE = new Problem({
  code: "unreachable",
  sentence: "The server cannot be reached. Nothing was lost: check the connection and try again.",
});

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** The error that an answer carries, whatever shape it came in. */
export function problemIn(status: number, text: string): Problem {
  try {
    const { error } = JSON.parse(text) as { error?: ProblemBody };
    if (error) return new Problem(error);
  } catch {
    // Not JSON: a page of a proxy, or the sign-in page.
  }
  return new Problem({ code: `status_${status}`, sentence: sentenceFor(status) });
}

function sentenceFor(status: number): string {
  if (status === 200) return "You are signed out. Nothing was lost: reload the page to sign in again.";
  if (status === 403) return "You may not do this here. Reload the page, and ask an owner of the team if it stays so.";
  if (status === 404) return "This is no longer there. Reload the page to see what is.";
  if (status === 413) return "The picture is too large for this server. Make it smaller and try again.";
  return `The server could not answer (${status}). Nothing was lost: try again in a moment.`;
}

async function request(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { credentials: "same-origin", ...init }).catch(() => {
    throw UNREACHABLE;
  });
  if (!response.ok || response.redirected) {
    throw problemIn(response.redirected ? 200 : response.status, await response.text());
  }
  return response;
}

export async function getJson<Body>(url: string): Promise<Body> {
  return (await (await request(url, { headers: { Accept: "application/json" } })).json()) as Body;
}

export async function getText(url: string): Promise<string> {
  return (await request(url, {})).text();
}

export async function getBlob(url: string): Promise<Blob> {
  return (await request(url, {})).blob();
}

/** The most bytes that browsers send for a page that is left is 64 KB; nothing that is written by hand comes near. */
const OUTLIVES_PAGE = 32_000;

/** Sends a few fields, also where the page is left at once: what was done on it is not lost. */
export async function post<Body>(url: string, fields: Record<string, string> = {}): Promise<Body> {
  const body = new URLSearchParams(fields).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" };
  return send(url, body, headers, body.length < OUTLIVES_PAGE);
}

export async function postJson<Body>(url: string, data: unknown): Promise<Body> {
  return send(url, JSON.stringify(data), { "Content-Type": "application/json" });
}

export async function postBlob<Body>(url: string, blob: Blob): Promise<Body> {
  return send(url, blob, { "Content-Type": blob.type });
}

async function send<Body>(
  url: string,
  body: BodyInit,
  extra: Record<string, string>,
  keepalive = false,
): Promise<Body> {
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken(), ...extra };
  const response = await request(url, { method: "POST", headers, body, keepalive });
  return (await response.json()) as Body;
}

/** Sends a form's fields, and gives the answer as it begins to come. */
export async function submit(url: string, fields: FormData): Promise<Response> {
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
  return request(url, { method: "POST", headers, body });
}
