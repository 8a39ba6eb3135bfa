// Serves dist as production does, with the headers of staticwebapp.config.json, and passes /api on: `npm run serve`.
// For the browser tests and for looking at what was built. SITE_PORT, API_ADDRESS and BLOB_ADDRESS name the rest.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const port = Number(process.env.SITE_PORT ?? 7070);
const api = new URL(process.env.API_ADDRESS ?? 'http://127.0.0.1:7071');
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'application/yaml',
  '.woff2': 'font/woff2',
};

function headersOf(path) {
  const config = JSON.parse(readFileSync(join(dist, 'staticwebapp.config.json'), 'utf8'));
  const own = config.routes
    .filter((route) => path.startsWith(route.route.replace('*', '')))
    .map((route) => route.headers);
  const headers = Object.assign({}, config.globalHeaders, ...own);
  // On this machine the API is the site's own /api, and nobody else signs people in.
  headers['Content-Security-Policy'] = headers['Content-Security-Policy']
    .replaceAll('{blobs}', process.env.BLOB_ADDRESS ?? 'http://127.0.0.1:*')
    .replaceAll(' {api}', '')
    .replaceAll('frame-src {signIn}', "frame-src 'none'")
    .replaceAll(' {signIn}', '');
  delete headers['Strict-Transport-Security'];
  return headers;
}

createServer((incoming, outgoing) => {
  const path = decodeURIComponent(new URL(incoming.url, 'http://site').pathname);
  if (path.startsWith('/api/')) {
    const passed = forward(
      {
        host: api.hostname,
        port: api.port,
        path: incoming.url,
        method: incoming.method,
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => {
      if (outgoing.headersSent) {
        outgoing.destroy();
      } else {
        outgoing.writeHead(502).end();
      }
    });
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
    return;
  }

  let file = normalize(join(dist, path));
  let status = 200;
  if (file.startsWith(dist) && existsSync(file) && statSync(file).isDirectory()) {
    if (!path.endsWith('/')) {
      outgoing.writeHead(301, { Location: `${path}/` }).end();
      return;
    }
    file = join(file, 'index.html');
  }
  if (!file.startsWith(dist) || !existsSync(file)) {
    [file, status] = [join(dist, '404.html'), 404];
  }
  const zip =
    /\.(html|js|css|svg|json|txt|yaml)$/.test(file) && /gzip/.test(incoming.headers['accept-encoding'] ?? '');
  outgoing.writeHead(status, {
    ...headersOf(path),
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    ...(zip ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : {}),
  });
  const content = createReadStream(file);
  (zip ? content.pipe(createGzip()) : content).pipe(outgoing);
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
