// Builds the site into dist: scripts and styles with Vite, then every page as a document of its own, whole before any script
// runs. What is in dist is what is served, on a developer's machine and in production (build/stamp.mjs fills in addresses).
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { build } from 'vite';
import { parse } from 'yaml';
import { groupsOf } from './reference.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// Built apart from what is served and put in its place at the end, so that nobody is served half a site. No tool sees what a
// killed build leaves there; the next build takes it away.
const dist = join(root, 'dist');
const next = join(root, 'node_modules', `.dist-${process.pid}`);
const server = join(next, 'server');
process.chdir(root);
removeLeftovers();

try {
  const entries = Object.fromEntries(
    readdirSync('src/entries')
      .filter((file) => file !== 'frame.ts')
      .map((file) => [file.replace('.ts', ''), join(root, 'src/entries', file)]),
  );
  await build({
    logLevel: 'warn',
    build: {
      outDir: next,
      emptyOutDir: true,
      manifest: true,
      copyPublicDir: true,
      rollupOptions: { input: entries },
    },
  });
  await build({
    logLevel: 'warn',
    build: {
      outDir: server,
      ssr: 'src/render.ts',
      copyPublicDir: false,
      emptyOutDir: true,
      minify: false,
    },
  });

  const manifest = JSON.parse(readFileSync(join(next, '.vite/manifest.json'), 'utf8'));
  const { pages } = await import(pathToFileURL(join(server, 'render.js')));
  const contract = readFileSync('../docs/openapi.yaml', 'utf8');
  const all = pages({
    examples: JSON.parse(readFileSync('src/examples.json', 'utf8')).map((example) => ({
      ...example,
      link: linkOf(example),
    })),
    names: JSON.parse(readFileSync('src/models.json', 'utf8')),
    policy: policyOf(readFileSync('public/privacy-policy.txt', 'utf8')),
    groups: groupsOf(parse(contract)),
  });
  for (const page of all) {
    const file = join(next, page.path.endsWith('/') ? `${page.path}index.html` : page.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, documentOf(page, manifest));
  }

  writeFileSync(join(next, 'openapi.yaml'), contract);
  rmSync(server, { recursive: true });
  rmSync(join(next, '.vite'), { recursive: true });
  rmSync(dist, { recursive: true, force: true });
  renameSync(next, dist);
} finally {
  rmSync(next, { recursive: true, force: true });
}

/** What builds have left that were killed, known by their process being gone. One that runs beside this one keeps its own. */
function removeLeftovers() {
  for (const name of readdirSync(dirname(next))) {
    const id = Number(/^\.dist-(\d+)$/.exec(name)?.[1]);
    if (id && !isRunning(id)) {
      rmSync(join(dirname(next), name), { recursive: true, force: true });
    }
  }
}

function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, and is there.
    return error.code === 'EPERM';
  }
}

/** The scripts and styles that an entry needs at once, its own last. */
function needsOf(manifest, entry) {
  const [css, scripts] = [new Set(), []];
  const visit = (key) => {
    const chunk = manifest[key];
    chunk.imports?.forEach(visit);
    chunk.css?.forEach((file) => css.add(file));
    if (!scripts.includes(chunk.file)) {
      scripts.push(chunk.file);
    }
  };
  visit(`src/entries/${entry}.ts`);
  return { css: [...css], scripts };
}

function documentOf(page, manifest) {
  const { css, scripts } = needsOf(manifest, page.entry);
  const fonts = Object.values(manifest)
    .flatMap((chunk) => chunk.assets ?? [])
    .filter((file, i, files) => /bricolage|instrument/.test(file) && files.indexOf(file) === i);
  const text = (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<!doctype html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(page.title)}</title>
<meta name="description" content="${text(page.description)}">
${page.hidden ? '<meta name="robots" content="noindex">\n' : ''}<meta name="api" content="/api">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f7f4ee" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#161512" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script src="/theme.js?${hashOf('public/theme.js')}"></script>
${fonts.map((file) => `<link rel="preload" href="/${file}" as="font" type="font/woff2" crossorigin>\n`).join('')}${css.map((file) => `<link rel="stylesheet" href="/${file}">\n`).join('')}${scripts
    .slice(0, -1)
    .map((file) => `<link rel="modulepreload" href="/${file}">\n`)
    .join('')}<script type="module" src="/${scripts.at(-1)}"></script>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="site-header" id="header" data-path="${page.path}">${page.header}</header>
<main id="main" tabindex="-1">${page.main}</main>
<footer class="site-footer">
<div class="site-footer-in">
<a href="/privacy/">Privacy policy</a>
<a href="/developers/">Developers</a>
<a href="mailto:support@aiimagepromptgenerator.org">support@aiimagepromptgenerator.org</a>
<p class="push small">What fails is not charged. Nothing of yours is ever published.</p>
</div>
</footer>
</body>
</html>
`;
}

/** The link that puts an example on the front page: as those that people share (src/lib/share.ts). */
function linkOf({ idea, title, controls, renderings }) {
  const { seed, detail, ...rest } = controls ?? {};
  const shared = { t: idea ?? title, c: rest, m: renderings.map((rendering) => rendering.target) };
  void seed;
  void detail;
  return `/#s=${deflateRawSync(JSON.stringify(shared)).toString('base64url')}`;
}

/** A short line alone is a heading; everything else is a paragraph. Not a word is changed. */
function policyOf(text) {
  const sections = [];
  for (const block of text.trim().split(/\n\s*\n/)) {
    if (block.length < 50 && !block.endsWith('.')) {
      sections.push({ heading: block, paragraphs: [] });
    } else {
      sections.at(-1).paragraphs.push(block);
    }
  }
  return sections;
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8);
}
