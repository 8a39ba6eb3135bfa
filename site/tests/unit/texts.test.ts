import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { problemCodes } from '../../src/api/codes';
import { troubles } from '../../src/text/messages.en';

it('every problem code has words for people, and no other has', () => {
  expect(Object.keys(troubles).sort()).toEqual([...problemCodes, 'offline'].sort());
});

it('what needs a person says where to write, here as at the API', () => {
  const contract = readFileSync(new URL('../../../docs/openapi.yaml', import.meta.url), 'utf8');
  const examples = contract.slice(contract.indexOf('\n  examples:'), contract.indexOf('\n  responses:'));
  const codes = examples
    .split(/\n {4}(?=[a-z-]+:\n {6}value:)/)
    .filter((example) => example.includes('support@'))
    .map((example) => example.slice(0, example.indexOf(':')) as keyof typeof troubles);
  expect(codes).toContain('content-refused');
  expect(codes.filter((code) => !troubles[code]?.text.includes('support@'))).toEqual([]);
});

it('the types are those of docs/openapi.yaml as it is now', () => {
  execFileSync('node', [fileURLToPath(new URL('../../build/schema.mjs', import.meta.url)), '--check'], {
    stdio: 'pipe',
  });
}, 60_000);

it('the lock file names no registry', () => {
  expect(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')).not.toContain(
    '"resolved"',
  );
});
