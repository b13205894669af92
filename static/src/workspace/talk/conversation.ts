// The conversation of a workspace: composer, talk, pictures, regions and variants, each told of the others.

import { post } from "../../site/api";
import type { GenerationData, WorkspaceData } from "../data";
import { Zoom } from "../zoom";
import { Attaching } from "./attaching";
import { type BaseVersion, Composer } from "./composer";
import { Draft } from "./draft";
import { Estimate } from "./estimate";
import { Gallery } from "./gallery";
import { KindChoice } from "./kind";
import { Regions } from "./regions";
import { Shelf } from "./shelf";
import type { Slice } from "./slice";
import { Thread } from "./thread";
import { Variants } from "./variants";

const LEFT = "upload-left";
/** At the end of an address: the answers to the message of its run are shown side by side. */
const VARIANTS = "#variants";

export interface ConversationOptions {
  /** The id of the version to change, changes by hand saved. */
  base(): Promise<string | null>;
  start(generation: GenerationData): void;
  go(version: string): void;
  starred(): void;
}

export class Conversation {
  readonly composer: Composer;
  readonly regions: Regions;
  readonly zoom: Zoom;
  private readonly variants: Variants;
  private readonly thread: Thread;
  private readonly estimate: Estimate | null;

  constructor(
    data: WorkspaceData,
    private readonly options: ConversationOptions,
  ) {
    const draft = new Draft(`talk:${data.project.id}`);
    const gallery = new Gallery(data.pictures);
    for (const id of draft.now.pictures) if (!gallery.get(id)) draft.forget(id);
    const here = gallery.get(data.mockup.id) ?? (gallery.all[0] as NonNullable<ReturnType<Gallery["get"]>>);
    const look = (id: string) => this.zoom.open(gallery.get(id));
    this.zoom = new Zoom(here);
    this.composer = new Composer({
      address: data.urls.send,
      draft,
      gallery,
      base: options.base,
      first: () => firstPictures(gallery, data),
      onStart: (generations) => this.start(generations),
      onLook: look,
    });
    const fail = (sentence: string) => this.composer.fail(sentence);
    this.regions = new Regions(draft, this.zoom, here);
    new Attaching(data, draft, gallery, fail);
    new KindChoice(gallery, here.id, fail);
    new Shelf(gallery, draft, data.urls.order, { look, fail });
    this.variants = new Variants({
      preview: data.urls.preview,
      version: data.urls.version,
      width: data.mockup.page.width,
      open: (generation) => options.start(generation),
      starred: options.starred,
    });
    this.variants.know(data.variants);
    this.thread = new Thread(data.urls.talk, {
      go: options.go,
      look,
      variants: (run) => this.showVariants(run),
    });
    if (location.hash === VARIANTS) this.variants.show();
    this.estimate = data.engine.name === "kimi" ? new Estimate(data.urls.estimate, () => this.composer.body) : null;
    draft.onChange(() => this.estimate?.later());
    this.estimate?.later();
    tellLeft(fail);
  }

  /** What is shown now: the run that is under way (or over), and the version that a message would change. */
  show(running: boolean, base: BaseVersion | null): void {
    this.composer.show(running, base);
  }

  async load(query: { generation: string } | { version: string }): Promise<void> {
    this.estimate?.later();
    await this.thread.load(query);
  }

  /** Sends a message about one element. */
  async ask(text: string, slice: Slice): Promise<void> {
    const base = await this.options.base();
    if (base) await this.composer.ask(text, slice, base);
  }

  /** Another answer to the message of a run. */
  async again(generation: GenerationData): Promise<void> {
    const { generations } = await post<{ generations: GenerationData[] }>(generation.again_url);
    this.start(generations);
  }

  /** The page knows only the answers to the message that it was opened with; those to another take it anew. */
  private showVariants(run: string): void {
    if (this.variants.includes(run)) this.variants.show();
    else location.assign(`?generation=${run}${VARIANTS}`);
  }

  private start(generations: GenerationData[]): void {
    const [first] = generations;
    if (!first) return;
    this.variants.hide();
    this.variants.know(generations);
    this.options.start(first);
    this.variants.show();
  }
}

/** What a first message takes along: the picture that is shown, and all that have come since the last message. */
function firstPictures(gallery: Gallery, { mockup, limits }: WorkspaceData): string[] {
  return gallery.all
    .filter(({ id, used }) => !used || id === mockup.id)
    .map(({ id }) => id)
    .slice(0, limits.pictures);
}

/** What of an upload did not become a picture of this project is told here: the page that knew of it is gone. */
function tellLeft(fail: (sentence: string) => void): void {
  const left = sessionStorage.getItem(LEFT);
  if (left) fail(left);
  sessionStorage.removeItem(LEFT);
}
