// Reads a document with the tool it is for: node judge.mjs <mermaid|dot|asyncapi> <file>.
// Prints what is wrong, one line each; nothing when all is well.
import { readFileSync } from 'node:fs';

const [format, file] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');

async function mermaid() {
  const { JSDOM } = await import('jsdom');
  globalThis.window = new JSDOM('').window;
  globalThis.document = window.document;
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({ maxTextSize: 10_000_000, maxEdges: 100_000 });
  const { diagramType } = await mermaid.parse(text);
  return diagramType.startsWith('flowchart') ? [] : [`a ${diagramType} instead of a flowchart`];
}

async function dot() {
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  const result = viz.render(text, { format: 'dot' });
  return result.status === 'success' ? result.errors : [...result.errors, { message: 'not drawn' }];
}

async function asyncapi() {
  const { Parser } = await import('@asyncapi/parser');
  const { document, diagnostics } = await new Parser().parse(text);
  const grave = diagnostics.filter(d => d.severity <= 1);
  return document ? grave : [...grave, { message: 'no document' }];
}

try {
  for (const fault of await { mermaid, dot, asyncapi }[format]()) {
    console.log(typeof fault === 'string' ? fault : JSON.stringify(fault));
  }
} catch (failure) {
  console.log(String(failure));
}
