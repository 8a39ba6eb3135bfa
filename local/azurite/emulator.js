// Runs the storage emulator, Azurite, for one program and ends with it. It saves every five seconds and loses the rest when
// it is killed, so it runs in a session of its own and stops in order when its program is gone, however that ended.
//
// Argument: the folder of its data; without one everything is kept in memory. The program holds the other end of standard
// input, whose end is the request to stop, and reads one line from standard output:
//   ready <blob port> <queue port> <table port>   it can be used; what is asked at once waits until Azurite is loaded
//   anything else                                 a sentence for the person who waits: why it cannot be used
// Before it there may be a line "installing": `npm ci` has not been run here, or was for another version.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const http = require('http');
const net = require('net');
const path = require('path');
const { Worker } = require('worker_threads');
const npm = require('../npm');
const own = require('./lock');

const isDetached = process.argv[2] === '--detached';
const folder = process.argv[isDetached ? 3 : 2];
const started = Date.now();
let ending = false;
// Until Azurite is loaded it has changed nothing, and there is nothing to save.
let stop = () => process.exit();

function say(line) {
  try {
    fs.writeSync(1, line + '\n');
  } catch {
    // Whoever wanted to know is gone.
  }
}

process.on('uncaughtException', refuse);
if (isDetached) {
  npm.signals.forEach((signal) => process.on(signal, end));
  process.stdin.on('end', end).on('error', end).resume();
  // Its reader may be gone before the last line is written.
  process.stdout.on('error', () => {});
  folder ? own(folder, 'emulator', answer, tellBusy, run) : run();
} else {
  start();
}

/** What cannot be opened, written to or asked: a sentence in place of a stack trace. */
function refuse(error) {
  const other = ['EACCES', 'EPERM'].includes(error.code)
    ? ' It belongs to another user, perhaps since a run with sudo: stop that run, and make the folder your own with chown.'
    : '';
  say(`The storage emulator cannot start in ${folder ?? process.cwd()}: ${error.message}.${other}`);
  process.exit(1);
}

function start() {
  const wanted = JSON.parse(fs.readFileSync(path.join(__dirname, 'package.json'), 'utf8'));
  const needed = wanted.engines.node.replace('>=', '');
  if (older(process.versions.node, needed)) {
    return say(
      `The storage emulator needs Node.js ${needed} or newer, and 'node' on the PATH is ${process.versions.node}. ` +
        'Update it, or set AzureWebJobsStorage to a storage account.',
    );
  }

  if (folder) {
    // Azurite would find out in the middle of its work.
    fs.readdirSync(folder).forEach((name) => mayChange(path.join(folder, name)));
  }

  const isInstalled = () => installedVersion() === wanted.dependencies.azurite;
  if (isInstalled()) {
    return detach();
  }

  stop = () => process.exit(1);
  const ended = () => stop();
  process.stdin.on('end', ended).on('error', ended).resume();
  // Of two first starts at once the second one waits, and then finds what the first has installed.
  const made = path.join(__dirname, '..', '..', 'artifacts');
  fs.mkdirSync(made, { recursive: true });
  own(made, 'azurite-install', answer, () => {}, () => {
    if (isInstalled()) {
      detach();
    } else {
      stop = install(detach);
    }
  });
}

/** Runs the emulator in a session of its own, and ends. */
function detach() {
  const log = folder ? fs.openSync(path.join(folder, 'azurite.log'), 'a') : 'ignore';
  const args = [__filename, '--detached', ...(folder ? [folder] : [])];
  spawn(process.execPath, args, { detached: true, stdio: ['inherit', 'inherit', log], windowsHide: true });
  process.exit();
}

/** Returns what ends it. */
function install(then) {
  say('installing');
  const installer = npm.start(__dirname, ['ci'], ['ignore', 'pipe', 'pipe']);
  const words = [];
  installer.stdout.on('data', (data) => words.push(data));
  installer.stderr.on('data', (data) => words.push(data));
  installer.on('error', () => fail(127, "'npm' is not on the PATH; it comes with Node.js\n"));
  installer.on('close', (code) => (code === 0 ? then() : fail(code ?? 1, Buffer.concat(words))));
  return () => npm.end(installer);

  function fail(code, reason) {
    fs.writeSync(2, reason);
    say(`'npm ci' in local/azurite failed with exit code ${code}; what it said stands above.`);
    process.exit(1);
  }
}

function mayChange(file) {
  try {
    fs.accessSync(file, fs.constants.R_OK | fs.constants.W_OK);
  } catch (error) {
    // It may be gone: the lock of a run that has just ended.
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
}

function older(version, needed) {
  const [a, b] = [version, needed].map((v) => v.split('.').map(Number));
  return a[0] !== b[0] ? a[0] < b[0] : a[1] < b[1];
}

function installedVersion() {
  try {
    // npm writes this file last, so it is there after a whole installation only.
    fs.accessSync(path.join(__dirname, 'node_modules', '.package-lock.json'));
    const file = path.join(__dirname, 'node_modules', 'azurite', 'package.json');
    return JSON.parse(fs.readFileSync(file, 'utf8')).version;
  } catch {
    return undefined;
  }
}

function answer() {
  return ending ? 'ending' : `busy ${process.pid}`;
}

function tellBusy(answer) {
  // Its program may have died a moment ago: then it is about to end.
  if (answer.startsWith('busy') && Date.now() - started > 1500) {
    say(
      `Another run keeps its data in ${path.dirname(folder)} (its storage emulator is process ${answer.slice(5)}). ` +
        'Stop it, or give this one a folder of its own: LOCAL_DATA=/some/folder.',
    );
    process.exit();
  }
}

// Azurite takes a second or two to load. Its ports are opened before, so that the program can get itself ready meanwhile.
function run() {
  if (folder) {
    fs.truncateSync('azurite.log');
  }

  const ports = [0, 1, 2].map(() => net.createServer({ pauseOnConnect: true }));
  let closed = ports.length;
  ports.forEach((port) => {
    port.early = [];
    port.on('connection', (connection) => port.early.push(connection));
    port.listen(0, '127.0.0.1', () => {
      if (--closed === 0) {
        say(`ready ${ports.map((open) => open.address().port).join(' ')}`);
        // Once the line is out: from here on nothing else runs until Azurite is loaded.
        setImmediate(load, ports);
      }
    });
  });
}

function load(ports) {
  let serving = 0;
  const watch = endWhileLoading();
  console.log = (line) => {
    if (/successfully listening at/.test(line) && ++serving === 3) {
      console.log = () => {};
      watch.terminate();
    }
  };
  listenOn(ports);
  closeConnectionsWithTheirServer();
  takeStop();
  process.off('uncaughtException', refuse);
  const script = path.join(__dirname, 'node_modules', 'azurite', 'dist', 'src', 'azurite.js');
  const options = '--blobPort 0 --queuePort 0 --tablePort 0 --skipApiVersionCheck --silent --disableTelemetry';
  const data = folder ? ['--location', '.'] : ['--inMemoryPersistence'];
  process.argv = [process.argv[0], script, ...options.split(' '), ...data];
  require(script);
}

// Loading keeps this thread busy for seconds, and it hears nothing meanwhile. Nothing is lost when the process is killed then,
// as in end(). On Windows a second reader cannot have standard input, and the end waits until Azurite is loaded.
function endWhileLoading() {
  const watch = `new (require('net').Socket)({ fd: 0, writable: false })
    .on('end', () => process.kill(process.pid, 'SIGKILL')).on('error', () => {}).resume()`;
  return new Worker(watch, { eval: true });
}

// Azurite starts its servers one after the other, for blobs, queues and tables. Each takes the next of the open ports, and
// the connections that were made to it meanwhile.
function listenOn(ports) {
  const listen = http.Server.prototype.listen;
  http.Server.prototype.listen = function (_port, _host, done) {
    const port = ports.shift();
    this.once('listening', () => {
      port.early.forEach((connection) => {
        this.emit('connection', connection);
        connection.resume();
      });
    });
    return listen.call(this, port, done);
  };
}

// A server that closes ends idle connections only, and Node.js does not count one as idle on which nothing was ever sent
// (https://nodejs.org/api/http.html#servercloseidleconnections). .NET opens such connections in advance; Azurite would wait.
function closeConnectionsWithTheirServer() {
  const server = http.Server.prototype;
  const close = server.close;
  server.close = function (done) {
    close.call(this, done);
    this.closeAllConnections();
    return this;
  };
}

// Azurite saves at the first signal, and the next one would end it at once. What it does then is taken from it.
function takeStop() {
  const once = process.once;
  process.once = function (event, listener) {
    if (!npm.signals.includes(event)) {
      return once.call(this, event, listener);
    }

    stop = listener;
    return this;
  };
}

function end() {
  if (ending) {
    return;
  }

  ending = true;
  setTimeout(() => process.exit(), 30_000).unref();
  // It would keep this process from ending.
  process.stdin.destroy();
  stop();
}
