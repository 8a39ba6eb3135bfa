// Writes src/api/schema.d.ts and src/api/codes.ts from docs/openapi.yaml, the truth about the HTTP contract.
// With --check it writes nothing and fails when they are not what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const source = new URL('../../docs/openapi.yaml', import.meta.url);
const document = parse(readFileSync(source, 'utf8'));
const codes = new Set();

/** Problem codes are told where an answer narrows the member `code` of a problem, and in ProblemView. */
function collect(node) {
  if (node === null || typeof node !== 'object') {
    return;
  }

  for (const word of node.properties?.code?.enum ?? []) {
    codes.add(word);
  }

  Object.values(node).forEach(collect);
}

collect(document.paths);
collect(document.components.responses);
collect({ view: document.components.schemas.ProblemView });

/** What people are told stays after an erasure: the last column of the one table that says how long everything is kept. */
function remains() {
  const page = readFileSync(new URL('../../docs/data.md', import.meta.url), 'utf8');
  const rows = page.split('\n## ').find((part) => part.startsWith('Until when')) ?? '';
  return rows
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Where'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .map(([, , , told]) => told)
    .filter((told) => told);
}

const banner = '// Made by `npm run schema` from docs/openapi.yaml. Do not edit.\n';
const files = [
  [new URL('../src/api/schema.d.ts', import.meta.url), banner + astToString(await openapiTS(source))],
  [
    new URL('../src/api/codes.ts', import.meta.url),
    `${banner}export const problemCodes = [\n${[...codes]
      .sort()
      .map((code) => `  '${code}',\n`)
      .join('')}] as const;\n\nexport type ProblemCode = (typeof problemCodes)[number];\n`,
  ],
];
files.push([
  new URL('../src/text/remains.ts', import.meta.url),
  `// Made by \`npm run schema\` from docs/data.md. Do not edit.\nexport const remains = [\n${remains()
    .map((told) => `  '${told}',\n`)
    .join('')}] as const;\n`,
]);
for (const [file, text] of files) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file.pathname} is not made from docs/openapi.yaml as it is now: npm run schema`);
    process.exitCode = 1;
  }
}
