// Fills in the addresses of one environment into a built site, before it is published: `node build/stamp.mjs`.
// API_ADDRESS, BLOB_ADDRESS and SIGN_IN_ADDRESS are origins, such as https://api.aiimagepromptgenerator.org; the API's ends in
// /api. A placeholder that is left, or an address that is missing, stops it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const origin = (name) => {
  const value = process.env[name];
  if (!value || new URL(value).protocol !== 'https:') {
    throw new Error(`${name} must be an https address.`);
  }
  return new URL(value).origin;
};

const api = process.env.API_ADDRESS;
const places = {
  '{api}': origin('API_ADDRESS'),
  '{blobs}': origin('BLOB_ADDRESS'),
  '{signIn}': origin('SIGN_IN_ADDRESS'),
};
const config = join(dist, 'staticwebapp.config.json');
let text = readFileSync(config, 'utf8');
for (const [place, address] of Object.entries(places)) {
  text = text.replaceAll(place, address);
}
if (/\{[a-zA-Z]+\}/.test(JSON.parse(text).globalHeaders['Content-Security-Policy'])) {
  throw new Error('A placeholder in staticwebapp.config.json is not known here.');
}
writeFileSync(config, text);

let pages = 0;
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (entry.isFile() && entry.name.endsWith('.html')) {
    const file = join(entry.parentPath, entry.name);
    const page = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      page.replace(
        '<meta name="api" content="/api">',
        `<meta name="api" content="${api.replace(/\/$/, '')}">`,
      ),
    );
    pages++;
  }
}
console.log(`${pages} pages call ${api}`);
