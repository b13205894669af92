// Who stands first among those who are here.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder } from "./people";

const person = (id: number, ...projects: string[]) => ({ id, email: `${id}@example.com`, projects });

test("whoever is at the same project comes first, oneself not at all", () => {
  const people = [person(1), person(2, "other"), person(3, "this"), person(4, "this", "other")];
  assert.deepEqual(
    inOrder(people, "this", 4).map(({ id }) => id),
    [3, 1, 2],
  );
});

test("on the list of projects nobody is nearer than others", () => {
  const people = [person(1, "a"), person(2), person(3, "b")];
  assert.deepEqual(
    inOrder(people, "", 2).map(({ id }) => id),
    [1, 3],
  );
});
