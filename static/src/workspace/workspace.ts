// The workspace: one run or version at a time, shown by all its parts at once.

import { getJson, post } from "../site/api";
import { part } from "../site/dom";
import { Camera } from "./camera";
import { setClock } from "./clock";
import { Compare } from "./compare";
import { type GenerationData, isOver, type VersionData, type WorkspaceData } from "./data";
import { VersionDiff } from "./diff";
import { Differences } from "./differences";
import { EditBar } from "./editbar";
import { Edits } from "./edits";
import { Fidelity } from "./fidelity";
import { FilesPane } from "./files";
import { Following } from "./following";
import { Formatter } from "./formatter";
import { History } from "./history";
import type { Code } from "./inspector";
import { Layout } from "./layout";
import { Links } from "./links";
import { MeasuredThings } from "./measured";
import { Offstage } from "./offstage";
import { Picking } from "./picking";
import { Portraits } from "./portraits";
import { PreviewPane, waitingFor } from "./preview";
import { deviceFor, Sheet } from "./sheet";
import { StatusLine } from "./status";
import { Answer } from "./talk/answer";
import type { BaseVersion } from "./talk/composer";
import { Conversation } from "./talk/conversation";
import { showInTitle } from "./title";
import { VersionMenu } from "./versions";

const RETRY = 3000;
const NOTHING = { files: {}, assets: {} };

export class Workspace {
  readonly layout: Layout;
  readonly sheet: Sheet;
  readonly compare: Compare;
  readonly files: FilesPane;
  readonly editing: EditBar;
  readonly conversation: Conversation;
  private readonly preview: PreviewPane;
  private readonly status = new StatusLine(
    () => void this.stop(),
    () => void this.again(),
  );
  private readonly answer = new Answer(() => void this.again());
  private readonly history: History;
  private readonly edits: Edits;
  readonly picking: Picking;
  private readonly fidelity: Fidelity;
  private readonly links = new Links();
  private readonly following = new Following(
    () => this.askRender(),
    () => void this.end(),
  );
  private generation: GenerationData | null;
  private version: VersionData | null;
  private renderAsked = false;
  /** The files that something is wrong with. */
  private faulty: readonly string[] = [];

  constructor(private readonly data: WorkspaceData) {
    setClock(data.now);
    this.sheet = new Sheet(deviceFor(data.mockup.width, innerWidth));
    this.compare = new Compare(this.sheet, data.mockup.page, new MeasuredThings(data.urls.measurement));
    this.layout = new Layout((view) => this.compare.show(view === "compare"));
    this.preview = new PreviewPane(this.sheet, data.urls.preview, {
      picked: (picked) => this.picking.picked(picked),
      goTo: (path, line) => this.goTo(path, line),
      pictureCame: () => this.askRender(),
      faulty: (paths) => {
        this.faulty = paths;
        this.askRender();
      },
    });
    this.history = new History(data.urls.history);
    this.edits = new Edits(data.urls.save_version, () => this.askRender());
    this.files = new FilesPane((path, text) => this.edits.change(path, text));
    this.editing = new EditBar(this.edits, this.files, new Formatter(data.urls.formatter), (saved) =>
      this.go(saved.version),
    );
    this.picking = new Picking(this.code(), (on) => this.preview.pick(on));
    const differences = new Differences(this.compare, (request) => {
      this.layout.tab("mockup");
      this.conversation.composer.suggest(request);
    });
    const camera = new Camera(data.fonts);
    const portraits = new Portraits(camera, data.urls.version, () => this.history.later());
    this.fidelity = new Fidelity(new Offstage(data.urls.preview), data.urls, {
      scored: (score) => differences.show(score),
      kept: (version, host) => portraits.take(version, host),
    });
    part(document, "[data-fidelity]").addEventListener("click", () => this.layout.compare());
    const diff = new VersionDiff(data.urls.version, data.urls.preview, camera);
    new VersionMenu(this.history.list, data.urls.version, {
      restored: (saved) => void this.go(saved.version),
      compare: (id) => void this.compareVersions(diff, id),
      changed: () => void this.history.reload(),
      say: (sentence) => this.editing.say(sentence),
    });
    this.conversation = new Conversation(data, {
      base: () => this.savedBase(),
      start: (generation) => this.start(generation),
      go: (id) => void this.go(id),
      starred: () => void this.history.reload(),
    });
    this.generation = data.generation;
    this.version = data.version;
    if (this.generation) this.following.watch(this.generation);
    this.render();
  }

  /** The version that a message would change, with what was changed by hand and is not saved yet as one of its own. */
  private async savedBase(): Promise<string | null> {
    if (!this.version) return this.generation?.base ?? null;
    return this.edits.dirty ? (await this.edits.save()).version : this.version.id;
  }

  /** Answers the message of the run that is shown once more; without one, sends what is written. */
  async again(): Promise<void> {
    const { generation } = this;
    if (!generation) return this.conversation.composer.send();
    try {
      await this.conversation.again(generation);
    } catch (error) {
      this.conversation.composer.fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** The code as the panel of a picked element reads and changes it. */
  private code(): Code {
    return {
      files: () => this.edits.files,
      replace: (path, text) => this.files.replace(path, text),
      goTo: (path, line) => this.goTo(path, line),
      ask: (text, slice) => this.conversation.ask(text, slice),
    };
  }

  private goTo(path: string, line: number): void {
    this.layout.code();
    this.files.goTo(path, line);
  }

  /** To the search over all files, with the code in sight. */
  search(): void {
    this.layout.code();
    this.files.find();
  }

  /** Asks the server to end the run that is under way. */
  async stop(): Promise<void> {
    const { run } = this.following;
    if (!this.generation || !run || isOver(run.state)) return;
    try {
      await post(this.generation.stop_url);
    } catch (error) {
      this.status.allowStop();
      this.status.say("Not stopped", error instanceof Error ? error.message : "");
    }
  }

  /** Shows another version, in place of a run. */
  async go(id: string): Promise<void> {
    const version = await getJson<VersionData>(`${this.data.urls.version}${id}/`);
    window.history.replaceState(null, "", `?version=${id}`);
    this.following.leave();
    this.generation = null;
    this.version = version;
    this.status.showVersion(version.number, version.message);
    this.render();
    await Promise.all([this.history.reload(), this.conversation.load({ version: id })]);
  }

  /** A version that was just made may not be listed yet. */
  private async compareVersions(diff: VersionDiff, id: string): Promise<void> {
    const shown = this.version?.id ?? null;
    if (shown && !this.history.lists(shown)) await this.history.reload();
    diff.open(id, shown);
  }

  private start(generation: GenerationData): void {
    window.history.replaceState(null, "", `?generation=${generation.id}`);
    this.generation = generation;
    this.version = null;
    this.files.startOver();
    if (this.layout.isOn("mockup")) this.layout.tab("preview");
    this.following.watch(generation);
    this.render();
    this.history.later();
    void this.conversation.load({ generation: generation.id });
  }

  private async end(): Promise<void> {
    const id = this.result();
    if (id && this.version?.id !== id) await this.load(id);
    this.askRender();
    const { generation } = this;
    if (generation) void this.conversation.load({ generation: generation.id });
    await this.history.reload();
  }

  /** The version that the run has left; the one that it began from where it has changed nothing. */
  private result(): string | null {
    const { generation, following } = this;
    const { run } = following;
    return run?.version ?? (run?.state === "finished" ? (generation?.base ?? null) : null);
  }

  /** The version that a run has left; asked for again until it comes, because downloads wait for it. */
  private async load(id: string): Promise<void> {
    try {
      const version = await getJson<VersionData>(`${this.data.urls.version}${id}/`);
      if (this.result() === id) this.version = version;
    } catch {
      setTimeout(() => void this.end(), RETRY);
    }
  }

  /** Once a frame however much has come; in a hidden tab, where there are no frames, now and then. */
  private askRender(): void {
    if (this.renderAsked) return;
    this.renderAsked = true;
    const render = () => {
      this.renderAsked = false;
      this.render();
    };
    if (document.hidden) setTimeout(render, 250);
    else requestAnimationFrame(render);
  }

  private render(): void {
    const { version, generation, following } = this;
    const { run, link, ended } = following;
    const over = !run || isOver(run.state);
    const coming = version === null && this.result() !== null;
    this.conversation.show(!over || coming, this.target());
    this.renderContent();
    this.links.show(version);
    this.history.mark(generation?.id ?? null, version?.id ?? null);
    this.answer.show(run, version?.flaws ?? run?.flaws ?? []);
    if (!run || !generation) return;
    this.status.show(run, generation.engine, link, Date.parse(generation.created), ended);
    showInTitle(run);
  }

  /** The version that a message would change: the one that is shown, or that a run without a result began from. */
  private target(): BaseVersion | null {
    if (this.version) return this.version;
    const { generation } = this;
    return generation?.base ? { id: generation.base, number: generation.base_number } : null;
  }

  private renderContent(): void {
    const { version, edits } = this;
    const { run } = this.following;
    if (edits.open(version)) this.editing.say("Changes that you had not saved are back");
    const { files, assets } = version ? { files: edits.files, assets: version.assets } : (run ?? NOTHING);
    const complete = version !== null;
    const writing = complete ? null : (run?.writing ?? null);
    const address = version?.file_url ?? null;
    const faulty = complete ? this.faulty : [];
    this.files.show({ files, writing, address, editable: complete, changed: edits.paths, faulty });
    this.editing.show(complete);
    this.picking.render(complete);
    this.preview.show({ files, assets, complete });
    const page = version?.page ?? this.data.mockup.page;
    this.compare.resize(page);
    if (this.preview.drawn && Object.keys(files).length > 0) {
      this.fidelity.measure({ ...this.preview.input, page, version: this.keeper() });
    }
    if (run && !this.generation?.base && Object.keys(files).length === 0) this.preview.wait(waitingFor(run));
  }

  /** The version that keeps figure and picture of what is shown, once all of it is, and unless it has been changed. */
  private keeper(): VersionData | null {
    return this.data.may_change && this.preview.whole && !this.edits.dirty ? this.version : null;
  }
}
