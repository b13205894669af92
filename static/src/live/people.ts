// The avatars of those who have a page of the team open.

import type { Person } from "./socket";

const SHOWN = 4;

/** Whoever is at the same project comes first. */
export function inOrder(people: readonly Person[], project: string, self: number): Person[] {
  const others = people.filter(({ id }) => id !== self);
  const near = (person: Person) => (project && person.projects.includes(project) ? 0 : 1);
  return others.sort((one, other) => near(one) - near(other));
}

export function showPeople(list: HTMLElement, people: readonly Person[], project: string): void {
  const items = people.slice(0, SHOWN).map((person) => {
    const near = project !== "" && person.projects.includes(project);
    return avatar(person.email.charAt(0), near ? `${person.email}, at this project` : person.email, near);
  });
  const more = people.length - SHOWN;
  if (more > 0) {
    const names = people.slice(SHOWN).map(({ email }) => email);
    items.push(avatar(`+${more}`, names.join(", "), false));
  }
  list.replaceChildren(...items);
}

function avatar(letter: string, name: string, near: boolean): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "here-person";
  item.toggleAttribute("data-near", near);
  item.title = name;
  const shown = document.createElement("span");
  shown.ariaHidden = "true";
  shown.textContent = letter;
  const said = document.createElement("span");
  said.className = "sr-only";
  said.textContent = name;
  item.append(shown, said);
  return item;
}
