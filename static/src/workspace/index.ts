// Starts the workspace of a page, and says which key does what in it.

import { pageData } from "../site/dom";
import type { WorkspaceData } from "./data";
import { type Shortcut, Shortcuts } from "./keys";
import { Workspace } from "./workspace";

const data = pageData<WorkspaceData>("workspace-data");
const workspace = new Workspace(data);
const { composer, regions, zoom } = workspace.conversation;

const changes: Shortcut[] = [
  { key: "g", does: "Generate, or send the message", act: () => void composer.send() },
  { key: ".", does: "Stop", act: () => void workspace.stop() },
  { key: "n", does: "Write a message", act: () => composer.focus() },
  { key: "r", does: "Mark a region of the mockup", act: () => regions.open() },
];

new Shortcuts([
  ...(data.may_change ? changes : []),
  { key: "z", does: "Look at the mockup closely", act: () => zoom.open() },
  { key: "1", does: "Preview", act: () => workspace.layout.view("preview") },
  { key: "2", does: "Code", act: () => workspace.layout.view("code") },
  { key: "3", does: "Both", act: () => workspace.layout.view("both") },
  { key: "4", does: "Compare with the mockup", act: () => workspace.layout.view("compare") },
  { key: "+", does: "Larger, comparing", act: () => workspace.compare.enlarge("in") },
  { key: "-", does: "Smaller, comparing", act: () => workspace.compare.enlarge("out") },
  { key: "0", does: "The whole width, comparing", act: () => workspace.compare.enlarge("whole") },
  { key: "m", does: "What was measured, comparing", act: () => workspace.compare.measuring.next() },
  { key: "e", does: "Point at an element and change it", act: () => workspace.picking.toggle() },
  { key: "h", does: "History", act: () => workspace.layout.history() },
  { key: "p", does: "Phone width", act: () => workspace.sheet.choose(360) },
  { key: "t", does: "Tablet width", act: () => workspace.sheet.choose(768) },
  { key: "d", does: "Desktop width", act: () => workspace.sheet.choose(1280) },
  { key: "f", does: "All the room there is", act: () => workspace.sheet.choose("fit") },
  { key: "l", does: "The list of files", act: () => workspace.files.turnSide() },
  { key: "s", does: "Search all files", act: () => workspace.search() },
  { key: "c", does: "Copy the file", act: () => void workspace.files.copy() },
]);
