// What a run is at, in one or two words.

const STAGES: Record<string, string> = {
  queued: "Queued",
  measuring: "Measuring",
  waiting: "Waiting for the model",
  thinking: "Thinking",
  writing: "Writing",
  checking: "Checking",
  restarted: "Starting over",
};

export function stageWords(stage: string | null): string {
  return STAGES[stage ?? ""] ?? "Working";
}
