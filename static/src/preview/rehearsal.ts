// Before code comes, a small page goes through a preview of its own as if it were streamed: the browser has then compiled
// and tuned what every update runs, and the first ones are as fast as the others.

import { Preview } from "./preview";

const MAIN = "src/App.tsx";
/** Characters of one update. */
const STEP = 60;

const PAGE = `import { useState } from "react";

export default function App() {
  const [open, setOpen] = useState<string | null>(null);
  const shown = items.filter(({ name }) => name !== open);

  return (
    <div className="min-h-screen bg-stone-50 text-stone-900">
      <header className="sticky top-0 flex items-center gap-6 border-b border-stone-200 px-4 py-3 sm:px-6">
        <a href="#top" className="text-lg font-semibold tracking-tight">Rehearsal &amp; more</a>
        <nav aria-label="Sections" className={open ? "flex" : "hidden gap-4 md:flex"}>
          {(["one", "two", "three"] as const).map((name) => (
            <button key={name} type="button" className="rounded-md p-2 hover:bg-stone-100" onClick={() => setOpen(name)}>
              {name === "one" ? "First" : name}
            </button>
          ))}
        </nav>
        <input className="w-28 rounded-full bg-white px-3 py-1.5 text-sm outline-none" placeholder="Search" />
      </header>
      <main id="top" className="mx-auto grid max-w-6xl gap-8 px-4 py-10 md:grid-cols-[3fr_2fr]">
        <h1 className="mt-3 text-4xl leading-tight font-semibold text-balance">What is shown before anything is</h1>
        {shown.length === 0 ? (
          <p className="rounded-xl border border-dashed p-10 text-center">Nothing</p>
        ) : (
          <ul className="flex flex-wrap gap-3">
            {shown.map((item) => (
              <Card key={item.name} item={item} onOpen={() => setOpen(item.name)} />
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}

interface Item {
  name: string;
  price?: number;
}

function Card({ item, onOpen }: { item: Item; onOpen: () => void }) {
  return (
    <li className="overflow-hidden rounded-2xl bg-white p-5 shadow-sm ring-1 ring-black/5">
      <button type="button" onClick={onOpen} className="text-sm font-medium text-amber-700">{item.name}</button>
      {item.price !== undefined && <span className="text-stone-500">{item.price.toFixed(2)}</span>}
    </li>
  );
}

const items: Item[] = [
  { name: "one", price: 12 },
  { name: "two" },
  { name: "three", price: 8.5 },
];
`;

/** Ends early when code comes for `preview`, and does nothing where it is there already. */
export async function rehearse(preview: Preview): Promise<void> {
  if (!preview.idle) return;
  preview.prepare();
  const rehearsal = new Preview(document.createElement("div"), {}, () => {});
  for (let end = STEP; end < PAGE.length + STEP && preview.idle; end += STEP) {
    await rehearsal.show({ files: { [MAIN]: PAGE.slice(0, end) }, assets: {}, complete: false });
    await new Promise((done) => setTimeout(done));
  }
  rehearsal.destroy();
}
