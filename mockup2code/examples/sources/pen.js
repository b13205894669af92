// A pen in an unsteady hand: lines that bend a little, corners that overshoot, letters that dance.
// The same seed draws the same strokes.

let seed = 41;

function random() {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
}

const around = (spread) => (random() - 0.5) * 2 * spread;

const sheet = document.querySelector("#ink");

function add(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  sheet.append(element);
  return element;
}

function smooth(points) {
  let path = `M${points[0][0].toFixed(1)} ${points[0][1].toFixed(1)}`;
  for (let i = 0; i < points.length - 1; i++) {
    const [before, from, to, after] = [points[i - 1] ?? points[i], points[i], points[i + 1], points[i + 2] ?? points[i + 1]];
    const first = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const second = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    path += `C${[...first, ...second, ...to].map((n) => n.toFixed(1)).join(" ")}`;
  }
  return path;
}

function stroke(points, width = 3.1) {
  add("path", { d: smooth(points), "stroke-width": (width + around(0.35)).toFixed(2) });
}

function line(x1, y1, x2, y2, width) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const bends = Math.max(2, Math.round(length / 70));
  const [nx, ny] = [-(y2 - y1) / length, (x2 - x1) / length];
  const bow = around(Math.min(2.6, length / 90));
  const points = [];
  for (let i = 0; i <= bends; i++) {
    const t = i / bends;
    const off = Math.sin(t * Math.PI) * bow + around(0.9);
    points.push([x1 + (x2 - x1) * t + nx * off, y1 + (y2 - y1) * t + ny * off]);
  }
  stroke(points, width);
}

function box(x, y, width, height, pen) {
  const past = () => 1 + random() * 3;
  line(x - past(), y + around(1.5), x + width + past(), y + around(1.5), pen);
  line(x + width + around(1.2), y - past(), x + width + around(1.2), y + height + past(), pen);
  line(x + width + past(), y + height + around(1.5), x - past(), y + height + around(1.5), pen);
  line(x + around(1.2), y + height + past(), x + around(1.2), y - past(), pen);
}

function crossed(x, y, width, height) {
  box(x, y, width, height);
  line(x + 4, y + 4, x + width - 4, y + height - 4, 2.6);
  line(x + width - 4, y + 4, x + 4, y + height - 4, 2.6);
}

function circle(x, y, radius, pen) {
  const points = [];
  const start = random() * 6;
  for (let i = 0; i <= 13; i++) {
    const angle = start + (i / 12) * Math.PI * 2;
    const r = radius + around(radius * 0.06);
    points.push([x + Math.cos(angle) * r, y + Math.sin(angle) * r]);
  }
  stroke(points, pen);
}

function dot(x, y, radius) {
  add("circle", { cx: x, cy: y, r: radius, fill: "currentColor", stroke: "none" });
}

function tick(x, y, size) {
  stroke([[x - size * 0.55, y - size * 0.05], [x - size * 0.1, y + size * 0.45], [x + size * 0.75, y - size * 0.75]], 3.6);
}

function arrow(x, y) {
  stroke([[x - 10, y - 5], [x + 0.5, y + 6], [x + 11, y - 6]], 3);
}

function write(text, x, y, size, anchor = "start") {
  const letters = [...text];
  const turns = letters.map(() => around(2.2).toFixed(2)).join(" ");
  let last = 0;
  const steps = letters.map(() => {
    const to = around(size * 0.022);
    const step = to - last;
    last = to;
    return step.toFixed(2);
  });
  add("text", { x, y, "font-size": size, "text-anchor": anchor, rotate: turns, dy: steps.join(" ") }, text);
}
