// Writes src/examples.json and src/models.json from the API's own examples and catalog, so that their pages are whole without scripts.
// With --check it writes nothing and fails when the API says something else. API_ADDRESS names the API.
import { readFileSync, writeFileSync } from 'node:fs';

const api = process.env.API_ADDRESS ?? 'http://127.0.0.1:7071';
const examples = [];
for (let cursor = ''; ;) {
  const response = await fetch(
    `${api}/api/examples?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
  );
  if (!response.ok) {
    throw new Error(`GET /examples: ${response.status}`);
  }
  const page = await response.json();
  for (const { id, title, idea, controls, tags, targets, note, prompt, renderings } of page.examples) {
    examples.push({
      id,
      title,
      idea,
      controls,
      tags,
      note,
      ratio: prompt.aspectRatio && `${prompt.aspectRatio.width}:${prompt.aspectRatio.height}`,
      colors: (prompt.palette ?? [])
        .map((color) => ({ hex: color.hex, name: color.name.value }))
        .filter((c) => c.hex),
      medium: prompt.medium?.value,
      light: prompt.lighting?.source?.value,
      renderings: targets.map((target) => ({
        target,
        prompt: renderings[target].prompt,
        negative: renderings[target].negative,
      })),
    });
  }
  if (!page.cursor) {
    break;
  }
  cursor = page.cursor;
}

const { targets } = await (await fetch(`${api}/api/catalog?part=core`)).json();
const models = Object.fromEntries(targets.map((target) => [target.id, target.name]));
for (const [name, value, indent] of [
  ['examples', examples, 1],
  ['models', models, 2],
]) {
  const file = new URL(`../src/${name}.json`, import.meta.url);
  const text = `${JSON.stringify(value, null, indent)}\n`;
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`src/${name}.json is not what the API says: npm run examples`);
    process.exitCode = 1;
  }
}
