// Draws a graph in columns: whoever is needed or published first stands further left.

const NODE = { width: 190, height: 54 };
const GAP = { x: 176, y: 28 };
const MARGIN = 24;
const SMALLEST = .7;
const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** One arrow per pair and kind; an arrow of several topics carries them all. */
function bundle(edges) {
  const arrows = new Map();
  for (const { from, to, kind, topic } of edges) {
    const id = JSON.stringify([from, to, kind]);
    if (!arrows.has(id)) arrows.set(id, { from, to, kind, topics: [] });
    if (topic) arrows.get(id).topics.push(topic);
  }
  return [...arrows.values()];
}

/** Agents by column: the longest way from a start. Edges that would close a loop are left out of the count. */
function columns(graph, arrows) {
  const next = new Map(graph.nodes.map(({ name }) => [name, new Set()]));
  const reaches = (from, goal, seen = new Set()) => {
    if (from === goal) return true;
    seen.add(from);
    return [...next.get(from)].some(step => !seen.has(step) && reaches(step, goal, seen));
  };
  const flow = arrows
    .filter(a => next.has(a.from) && next.has(a.to) && a.from !== a.to)
    .map(a => a.kind === "EVENT" ? [a.from, a.to, 1] : [a.to, a.from, 0])
    .sort((a, b) => a[2] - b[2]);
  for (const [from, to] of flow) if (!reaches(to, from)) next.get(from).add(to);

  const column = new Map();
  const place = (name, at) => {
    if ((column.get(name) ?? -1) >= at) return;
    column.set(name, at);
    for (const follower of next.get(name)) place(follower, at + 1);
  };
  for (const name of graph.activationOrder) place(name, 0);
  const result = [];
  for (const name of graph.activationOrder) (result[column.get(name)] ??= []).push(name);
  return result;
}

/** Gives every arrow that crosses columns a bend in each of them, so that it gets room between the agents. */
function bend(layers, arrows) {
  const column = new Map(layers.flatMap((layer, x) => layer.map(name => [name, x])));
  for (const arrow of arrows) {
    const [from, to] = [column.get(arrow.from), column.get(arrow.to)];
    const step = Math.sign(to - from);
    arrow.bends = [];
    for (let x = from + step; step !== 0 && x !== to; x += step) {
      const place = { bend: true };
      layers[x].push(place);
      arrow.bends.push(place);
    }
  }
}

/** Moves agents and bends within their columns towards the middle of their neighbours, to cross fewer arrows. */
function untangle(layers, arrows) {
  const neighbours = new Map(layers.flat().map(cell => [cell, []]));
  for (const { from, to, bends } of arrows) {
    const way = [from, ...bends, to];
    way.slice(1).forEach((cell, i) => {
      neighbours.get(cell).push(way[i]);
      neighbours.get(way[i]).push(cell);
    });
  }
  const row = new Map();
  const count = () => layers.forEach(l => l.forEach((cell, i) => row.set(cell, i - (l.length - 1) / 2)));
  const middle = cell => {
    const rows = neighbours.get(cell).map(n => row.get(n));
    return rows.length ? rows.reduce((a, b) => a + b, 0) / rows.length : row.get(cell);
  };
  count();
  for (let sweep = 0; sweep < 10; sweep++) {
    for (const layer of sweep % 2 ? [...layers].reverse() : layers) {
      const wanted = new Map(layer.map(cell => [cell, middle(cell)]));
      layer.sort((a, b) => wanted.get(a) - wanted.get(b));
      count();
    }
  }
}

const tall = cell => cell.bend ? 14 : NODE.height;

function positions(layers) {
  const used = layer => layer.reduce((sum, cell) => sum + tall(cell), 0) + (layer.length - 1) * GAP.y;
  const height = Math.max(...layers.map(used));
  const at = new Map();
  layers.forEach((layer, column) => {
    let y = MARGIN + (height - used(layer)) / 2;
    for (const cell of layer) {
      at.set(cell, { column, x: MARGIN + column * (NODE.width + GAP.x), y, middle: y + tall(cell) / 2 });
      y += tall(cell) + GAP.y;
    }
  });
  return { at, height: height + 2 * MARGIN, width: layers.length * (NODE.width + GAP.x) - GAP.x + 2 * MARGIN };
}

/** An arrow within one column leaves and comes back on the right. */
function sideways(from, to) {
  const x = from.x + NODE.width;
  const low = from === to ? 12 : 0;
  const out = 46 + Math.abs(from.middle - to.middle) / 8;
  const [y1, y2] = [from.middle - low, to.middle + low];
  return { d: `M${x} ${y1}C${x + out} ${y1} ${x + out} ${y2} ${x} ${y2}`, x: x + out * .75 + 30, y: (y1 + y2) / 2 };
}

/** The curve of an arrow through its bends, and the point for its label: in the first gap it crosses. */
function curve(from, to, bends, shift) {
  if (from.column === to.column) return sideways(from, to);
  const right = to.column > from.column;
  const [leave, enter] = right ? [NODE.width, 0] : [0, NODE.width];
  let x = from.x + leave;
  let y = from.middle + shift;
  let d = `M${x} ${y}`;
  const label = {};
  for (const next of [...bends, to]) {
    const target = { x: next.x + enter, y: next.middle + shift };
    const half = (target.x - x) / 2;
    label.x ??= x + half;
    label.y ??= (y + target.y) / 2;
    d += `C${x + half} ${y} ${target.x - half} ${target.y} ${target.x} ${target.y}`;
    if (next !== to) d += `H${next.x + leave}`;
    x = next.x + leave;
    y = target.y;
  }
  return { d, ...label };
}

function shorten(text, most) {
  return text.length > most ? text.slice(0, most - 1) + "…" : text;
}

function arrowTips() {
  const tip = (id, kind) => svg("marker",
    { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" },
    svg("path", { d: "M0 0 8 4 0 8z", class: `tip ${kind}` }));
  return svg("defs", {}, tip("tip-event", "event"), tip("tip-needs", "needs"));
}

function node(name, about, { x, y }) {
  const title = svg("title");
  title.textContent = name;
  const label = svg("text", { x: x + 18, y: y + 23, class: "name" });
  label.textContent = shorten(name, 21);
  const line = svg("text", { x: x + 18, y: y + 41, class: "about" });
  line.textContent = about;
  return svg("g", { class: "node", "data-agent": name },
    title,
    svg("rect", { x, y, width: NODE.width, height: NODE.height, rx: 10 }),
    svg("rect", { x: x + 7, y: y + 11, width: 3.5, height: NODE.height - 22, rx: 2, class: "bar" }),
    label, line);
}

function arrow({ from, to, kind, topics, bends }, at, both) {
  const type = kind === "EVENT" ? "event" : "needs";
  const line = curve(at.get(from), at.get(to), bends.map(b => at.get(b)), both ? (type === "event" ? -8 : 8) : 0);
  const title = svg("title");
  title.textContent = type === "event" ? `${from} → ${to}: ${topics.join(", ")}` : `${from} needs ${to}`;
  const path = svg("path", { d: line.d, class: `edge ${type}`, "marker-end": `url(#tip-${type})` }, title);
  path.dataset.topics = JSON.stringify(topics);
  path.dataset.from = from;
  if (!topics.length) return [path];
  const label = svg("text", { x: line.x, y: line.y - 7, class: "topic" });
  label.textContent = topics.length === 1 ? shorten(topics[0], 23) : `${topics.length} topics`;
  return [path, label];
}

/** Puts the drawing of a graph into an element; `about` says a second line per agent. */
export function draw(target, graph, about) {
  if (!graph.nodes.length) {
    const empty = document.createElement("p");
    empty.className = "empty";
    empty.textContent = "No agents yet. Start the server with a project, or upload a build.";
    target.replaceChildren(empty);
    return;
  }
  const names = new Set(graph.nodes.map(({ name }) => name));
  const arrows = bundle(graph.edges.filter(e => names.has(e.from) && names.has(e.to)));
  const layers = columns(graph, arrows);
  bend(layers, arrows);
  untangle(layers, arrows);
  const { at, width, height } = positions(layers);
  const pair = ({ from, to }) => JSON.stringify([from, to].sort());
  const twins = arrow => arrows.filter(other => pair(other) === pair(arrow)).length > 1;
  const parts = arrows.map(a => arrow(a, at, twins(a)));
  const last = arrows.some(a => a.from === a.to || at.get(a.from).column === at.get(a.to).column) ? 150 : 0;
  const drawing = svg("svg",
    { viewBox: `0 0 ${width + last} ${height}`, width: width + last, height, role: "img", "aria-label": "The graph of agents" },
    arrowTips(),
    ...parts.map(([path]) => path),
    ...[...names].map(name => node(name, about(name), at.get(name))),
    ...parts.flatMap(([, label]) => label ? [label] : []));
  drawing.style.minWidth = `${Math.min(width + last, (width + last) * SMALLEST)}px`;
  target.replaceChildren(drawing);
}

/** Lights up where an event travels. */
export function flash(target, event) {
  const hot = [...target.querySelectorAll(".edge.event")]
    .filter(path => path.dataset.from === event.source && JSON.parse(path.dataset.topics).includes(event.topic));
  const source = [...target.querySelectorAll(".node")].filter(n => n.dataset.agent === event.source);
  for (const element of [...hot, ...source]) {
    element.classList.add("hot");
    setTimeout(() => element.classList.remove("hot"), 900);
  }
}
