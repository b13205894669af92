// The files as a tree that one walks with the arrow keys.

export interface TreeRow {
  path: string;
  name: string;
  /** 1 for what lies in no folder. */
  level: number;
  /** The folder that it lies in; null for none. */
  parent: string | null;
  /** Whether a folder is open; null for a file. */
  open: boolean | null;
}

export interface TreeMarks {
  selected: string | null;
  writing: string | null;
  changed: readonly string[];
  /** The files that something is wrong with. */
  faulty: readonly string[];
}

/** The rows to be seen, folders before files and each in the order of names; what a closed folder holds is left out. */
export function rowsOf(paths: readonly string[], closed: ReadonlySet<string>): TreeRow[] {
  return rowsIn(paths, null, 1, closed);
}

function rowsIn(
  paths: readonly string[],
  parent: string | null,
  level: number,
  closed: ReadonlySet<string>,
): TreeRow[] {
  const start = parent === null ? 0 : parent.length + 1;
  const names = (inFolder: boolean) => {
    const found = paths.map((path) => path.slice(start).split("/")).filter(({ length }) => length > 1 === inFolder);
    return [...new Set(found.map(([name = ""]) => name))].sort();
  };
  const rows: TreeRow[] = [];
  for (const name of names(true)) {
    const path = paths[0]?.slice(0, start) + name;
    const open = !closed.has(path);
    rows.push({ path, name, level, parent, open });
    const inside = paths.filter((one) => one.startsWith(`${path}/`));
    if (open) rows.push(...rowsIn(inside, path, level + 1, closed));
  }
  for (const name of names(false))
    rows.push({ path: paths[0]?.slice(0, start) + name, name, level, parent, open: null });
  return rows;
}

export class FileTree {
  private readonly closed = new Set<string>();
  private paths: readonly string[] = [];
  private rows: TreeRow[] = [];
  private marks: TreeMarks = { selected: null, writing: null, changed: [], faulty: [] };
  /** The row that Tab comes to. */
  private at = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly onChoose: (path: string) => void,
  ) {
    root.addEventListener("click", (event) => this.click(event.target as Element));
    root.addEventListener("keydown", (event) => this.press(event));
  }

  show(paths: readonly string[], marks: TreeMarks): void {
    const same = paths.join("\n") === this.paths.join("\n");
    if (marks.selected !== this.marks.selected) this.at = marks.selected ?? "";
    this.paths = paths;
    this.marks = marks;
    if (same) this.mark();
    else this.render();
  }

  private render(): void {
    const focused = this.root.contains(document.activeElement);
    this.rows = rowsOf(this.paths, this.closed);
    this.root.replaceChildren(...this.rows.map(itemOf));
    this.root.hidden = this.rows.length === 0;
    this.mark();
    if (focused) this.focus(this.at);
  }

  private mark(): void {
    const { selected, writing, changed, faulty } = this.marks;
    if (!this.rows.some(({ path }) => path === this.at)) this.at = this.rows[0]?.path ?? "";
    for (const item of this.root.querySelectorAll<HTMLElement>("[data-path]")) {
      const path = item.dataset.path ?? "";
      if (item.ariaExpanded === null) item.ariaSelected = String(path === selected);
      item.tabIndex = path === this.at ? 0 : -1;
      item.toggleAttribute("data-writing", path === writing);
      item.toggleAttribute("data-changed", changed.includes(path));
      item.toggleAttribute("data-faulty", faulty.includes(path));
      item.setAttribute("aria-description", describe(path, this.marks));
    }
  }

  private click(target: Element): void {
    const path = target.closest<HTMLElement>("[data-path]")?.dataset.path;
    if (path) this.take(path);
  }

  /** Opens a file; opens or closes a folder. */
  private take(path: string): void {
    this.at = path;
    const row = this.rows.find((one) => one.path === path);
    if (row?.open === null) this.onChoose(path);
    else if (row) this.turn(row, !row.open);
    this.mark();
  }

  private turn({ path }: TreeRow, open: boolean): void {
    if (open) this.closed.delete(path);
    else this.closed.add(path);
    this.render();
    this.focus(path);
  }

  private press(event: KeyboardEvent): void {
    const index = this.rows.findIndex(({ path }) => path === this.at);
    const row = this.rows[index];
    if (!row || event.ctrlKey || event.metaKey || event.altKey || !this.step(event.key, row, index)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whether the key means something here. */
  private step(key: string, row: TreeRow, index: number): boolean {
    const last = this.rows.length - 1;
    if (key === "ArrowDown") this.focus(this.rows[Math.min(last, index + 1)]?.path);
    else if (key === "ArrowUp") this.focus(this.rows[Math.max(0, index - 1)]?.path);
    else if (key === "Home") this.focus(this.rows[0]?.path);
    else if (key === "End") this.focus(this.rows[last]?.path);
    else if (key === "Enter" || key === " ") this.take(row.path);
    else if (key === "ArrowRight" && row.open === false) this.turn(row, true);
    else if (key === "ArrowRight" && row.open) this.focus(this.rows[Math.min(last, index + 1)]?.path);
    else if (key === "ArrowLeft" && row.open) this.turn(row, false);
    else if (key === "ArrowLeft" && row.parent !== null) this.focus(row.parent);
    else return false;
    return true;
  }

  private focus(path: string | undefined): void {
    if (!path) return;
    this.at = path;
    this.mark();
    this.root.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }
}

/** In words what the dot behind a name says. */
function describe(path: string, { writing, changed, faulty }: TreeMarks): string {
  if (path === writing) return "being written";
  if (faulty.includes(path)) return "has a problem";
  return changed.includes(path) ? "changed, not saved" : "";
}

function itemOf({ path, name, level, open }: TreeRow): HTMLElement {
  const item = document.createElement("li");
  item.role = "treeitem";
  item.dataset.path = path;
  item.ariaLevel = String(level);
  if (open !== null) item.ariaExpanded = String(open);
  item.title = path;
  item.className = "tree-item";
  item.style.setProperty("--level", String(level));
  const words = document.createElement("span");
  words.className = "truncate";
  words.textContent = name;
  item.append(words);
  return item;
}
