// Shows what the server knows, read only: everything comes from /api/v1 and is put into the page as text.

import { draw, flash } from "./graph.js";

const API = "api/v1";
const SHOWN = 50;
const byId = id => document.getElementById(id);

let known = { graph: "", agents: new Map() };

async function get(path) {
  const response = await fetch(`${API}${path}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

async function all(path) {
  const items = [];
  let cursor = "";
  do {
    const page = await get(`${path}?limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.nextCursor ?? "";
  } while (cursor);
  return items;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const number = value => value.toLocaleString("en");
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

function about(name) {
  const agent = known.agents.get(name);
  if (!agent) return "";
  const parts = [];
  if (agent.methods.length) parts.push(plural(agent.methods.length, "method"));
  if (agent.subscriptions.length) parts.push(plural(agent.subscriptions.length, "handler"));
  return parts.join(" · ") || "agent";
}

async function showGraph() {
  const graph = await get("/graph");
  const text = JSON.stringify(graph);
  if (text === known.graph) return;
  const agents = await all("/agents");
  known = { graph: text, agents: new Map(agents.map(agent => [agent.name, agent])) };
  draw(byId("graph"), graph, about);
}

function tile(label, value, bad = false) {
  return element("div", { class: bad ? "tile bad" : "tile" },
    element("span", {}, label), element("strong", {}, typeof value === "number" ? number(value) : value));
}

function cell(value, bad = false) {
  return element("td", { class: bad ? "n bad" : "n" }, typeof value === "number" ? number(value) : value);
}

const sum = (items, key) => items.reduce((total, item) => total + item[key], 0);

const HEALTH = { HEALTHY: "chip good", DEGRADED: "chip", UNHEALTHY: "chip bad", FAILED: "chip bad" };

function agentRow(stats) {
  const work = [...stats.methods, ...stats.subscriptions];
  const failed = sum(stats.methods, "errors") + sum(stats.subscriptions, "failed");
  const p95 = Math.max(0, ...work.map(w => w.latency.p95Millis));
  const active = stats.status === "ACTIVE";
  return element("tr", {},
    element("td", {}, element("strong", {}, stats.agent)),
    element("td", {}, element("span", { class: active ? "chip good" : "chip" }, stats.status.toLowerCase())),
    element("td", {}, active && stats.health
      ? element("span", { class: HEALTH[stats.health] }, stats.health.toLowerCase()) : "–"),
    cell(sum(stats.methods, "calls")),
    cell(sum(stats.subscriptions, "delivered")),
    cell(failed, failed > 0),
    cell(stats.queueDepth),
    cell(work.some(w => w.latency.count) ? `${p95 < 10 ? p95.toFixed(2) : Math.round(p95)} ms` : "–"));
}

let coherence = {};

async function showCoherence() {
  coherence = await get("/coherence");
}

function coherenceTile() {
  const known = typeof coherence.score === "number";
  return tile("Coherence", known ? coherence.score.toFixed(2) : "–", ["LOW", "CRITICAL"].includes(coherence.level));
}

async function showStats() {
  const stats = await get("/stats");
  byId("tiles").replaceChildren(
    tile("Agents", stats.agents.filter(a => a.status === "ACTIVE").length),
    tile("Events", stats.published),
    tile("Delivered", stats.delivered),
    tile("Failed", stats.failed, stats.failed > 0),
    tile("Given up", stats.dead, stats.dead > 0),
    tile("In flight", stats.inFlight),
    tile("Calls", stats.calls),
    tile("Call errors", stats.errors, stats.errors > 0),
    coherenceTile());
  byId("agents").replaceChildren(...stats.agents.map(agentRow));
  for (const node of document.querySelectorAll(".node")) {
    const agent = stats.agents.find(a => a.agent === node.dataset.agent);
    node.classList.toggle("stopped", agent?.status !== "ACTIVE");
  }
}

const NAMED = 12;

function names(list) {
  const more = list.length > NAMED ? `, and ${number(list.length - NAMED)} more` : "";
  return element("td", { class: "names", title: list.slice(0, 200).join(", ") }, list.slice(0, NAMED).join(", ") + more || "–");
}

function applicationRow(application) {
  const active = application.status === "ACTIVE";
  const there = application.instances.filter(i => i.status === "ACTIVE").length;
  return element("tr", {},
    element("td", {}, element("strong", {}, application.name)),
    element("td", {}, element("span", { class: active ? "chip good" : "chip" }, application.status.toLowerCase())),
    element("td", { title: application.instances.map(i => `${i.id}: ${i.status.toLowerCase()}`).join("\n") },
      application.instances.length ? `${there} of ${application.instances.length}` : "–"),
    names(application.agents),
    names(application.topics),
    element("td", {}, element("time", { datetime: application.lastSeenAt }, new Date(application.lastSeenAt).toLocaleString())));
}

async function showApplications() {
  const { items } = await get("/applications?limit=100");
  byId("applications-card").hidden = items.length === 0;
  byId("applications").replaceChildren(...items.map(applicationRow));
}

function noticeRow(notice) {
  const value = notice.witness === undefined ? "" : JSON.stringify(notice.witness);
  return element("tr", { title: notice.fix },
    element("td", {}, element("strong", {}, notice.affected)),
    element("td", {}, element("span", { class: notice.outcome === "BREAKS" ? "chip bad" : "chip" },
      notice.outcome.toLowerCase().replace("_", " "))),
    element("td", {}, `${notice.agent} ${notice.version}`),
    element("td", {}, notice.via),
    element("td", { class: "names", title: value.slice(0, 2000) }, value.slice(0, 120) || "–"));
}

async function showNotices() {
  const { items } = await get("/contracts/notices?limit=100");
  byId("notices-card").hidden = items.length === 0;
  byId("notices").replaceChildren(...items.map(noticeRow));
}

const CHIPS = { DELIVERED: "chip good", DEAD: "chip bad", RETRYING: "chip bad", DROPPED: "chip bad" };

function eventRow(event) {
  const chips = event.deliveries.map(d => element("span",
    { class: CHIPS[d.status] ?? "chip", title: `${d.agent}.${d.handler}: ${d.status.toLowerCase()}${d.error ? `, ${d.error}` : ""}` }, d.agent));
  const payload = JSON.stringify(event.payload);
  return element("li", {},
    element("div", { class: "line" },
      element("time", { datetime: event.time }, new Date(event.time).toLocaleTimeString()),
      element("span", { class: "name" }, event.topic),
      element("span", { class: "from" }, `from ${event.source}${event.schemaVersion ? `, ${event.schemaVersion}` : ""}`),
      element("span", { class: "chips" }, ...(chips.length ? chips : [element("span", { class: "from" }, "nobody listens")]))),
    element("code", { title: payload.slice(0, 2000) }, payload.slice(0, 300)));
}

async function showEvents() {
  const { items } = await get(`/events?limit=${SHOWN}`);
  byId("events").replaceChildren(...(items.length
    ? items.map(eventRow)
    : [element("li", { class: "empty" }, "Nothing has happened yet.")]));
}

/** Runs a task soon, and again later if asked meanwhile, but never more often than once per interval. */
function throttled(task, interval) {
  let planned = false;
  let last = 0;
  return () => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      last = Date.now();
      attempt(task);
    }, Math.max(120, last + interval - Date.now()));
  };
}

async function attempt(task) {
  try {
    await task();
  } catch (failure) {
    console.warn(failure.message);
  }
}

function live(state, text) {
  byId("live").className = `live ${state}`;
  byId("live").textContent = text;
}

function listen() {
  const refresh = throttled(() => Promise.all([showEvents(), showStats()]), 1000);
  const stream = new EventSource(`${API}/events/stream`);
  stream.onopen = () => { live("on", "live"); refresh(); };
  stream.onerror = () => live("off", "reconnecting");
  stream.onmessage = message => {
    flash(byId("graph"), JSON.parse(message.data));
    refresh();
  };
}

await attempt(showGraph);
await attempt(showCoherence);
await attempt(showStats);
await attempt(showEvents);
await attempt(showApplications);
await attempt(showNotices);
listen();
setInterval(() => attempt(showStats), 2000);
setInterval(() => attempt(showCoherence), 5000);
setInterval(() => attempt(showGraph), 5000);
setInterval(() => attempt(showEvents), 5000);
setInterval(() => attempt(showApplications), 5000);
setInterval(() => attempt(showNotices), 5000);
