// Runs the storage emulator, Azurite, for one program and ends with it. It saves every five seconds and loses the rest when
// it is killed, so it runs in a session of its own and stops in order when its program is gone, however that ended.
//
// Argument: the folder of its data; without one everything is kept in memory. The program holds the other end of standard
// input, whose end is the request to stop, and reads one line from standard output:
//   ready <blob port> <queue port> <table port>   it can be used; what is asked at once waits until Azurite is loaded
//   node <version> <version needed>               this Node.js is too old
//   install                                       `npm ci` has not been run here, or was for another version
//   busy <process id>                             that emulator serves the folder, for a program that still runs
// With "--install" it runs `npm ci` here instead, which ends with its program as well.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const http = require('http');
const net = require('net');
const os = require('os');
const path = require('path');
const { Worker } = require('worker_threads');

const windows = process.platform === 'win32';
const [role, folder] = process.argv[2]?.startsWith('--') ? process.argv.slice(2) : ['--start', process.argv[2]];
let ending = false;
let isReady = false;

function say(line) {
  try {
    fs.writeSync(1, line + '\n');
  } catch {
    // Whoever wanted to know is gone.
  }
}

if (role === '--start') {
  start();
} else if (role === '--install') {
  install();
} else {
  process.stdin.on('end', end).on('error', end).resume();
  // Its reader may be gone before the last line is written.
  process.stdout.on('error', () => {});
  folder ? own(run) : run();
}

function start() {
  const wanted = JSON.parse(fs.readFileSync(path.join(__dirname, 'package.json'), 'utf8'));
  const needed = wanted.engines.node.replace('>=', '');
  if (older(process.versions.node, needed)) {
    return say(`node ${process.versions.node} ${needed}`);
  }

  if (installedVersion() !== wanted.dependencies.azurite) {
    return say('install');
  }

  const log = folder ? fs.openSync(path.join(folder, 'azurite.log'), 'a') : 'ignore';
  const args = [__filename, '--detached', ...(folder ? [folder] : [])];
  spawn(process.execPath, args, { detached: true, stdio: ['inherit', 'inherit', log], windowsHide: true }).unref();
}

function install() {
  // A group of its own, so that all of it can be ended at once. Ctrl-C reaches this process, whose input then ends.
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => {}));
  const stdio = ['ignore', 'inherit', 'inherit'];
  const npm = spawn('npm', ['ci'], { cwd: __dirname, detached: !windows, shell: windows, stdio, windowsHide: true });
  npm.on('error', () => fail("'npm' is not on the PATH; it comes with Node.js"));
  npm.on('exit', (code) => process.exit(code ?? 1));
  process.stdin.on('end', stop).on('error', stop).resume();

  function stop() {
    if (windows) {
      spawn('taskkill', ['/T', '/F', '/PID', String(npm.pid)], { stdio: 'ignore' }).on('exit', () => process.exit(1));
    } else {
      process.kill(-npm.pid, 'SIGKILL');
    }
  }

  function fail(reason) {
    console.error(reason);
    process.exit(127);
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

// One emulator a folder: two would ruin the data. The lock is a listening socket, which the system closes with its process.
function own(then) {
  process.chdir(folder);
  const name = 'emulator.lock';
  const started = Date.now();
  let place = windows ? '\\\\.\\pipe\\' + folder.replace(/[^A-Za-z0-9]/g, '-') : name;
  const server = net.createServer((asking) => asking.on('error', () => {}).end(ending ? 'ending' : `busy ${process.pid}`));
  server.on('error', (error) => {
    if (error.code === 'EADDRINUSE') {
      ask();
    } else if (place === name) {
      // Some file systems have no sockets.
      place = path.join(os.tmpdir(), 'aipromptgen' + folder.replace(/[^A-Za-z0-9]/g, '-').slice(-60));
      server.listen(place);
    } else {
      throw error;
    }
  });
  server.on('listening', () => {
    server.unref();
    fs.truncateSync('azurite.log');
    then();
  });
  server.listen(place);

  function ask() {
    let answer = '';
    const again = () => setTimeout(() => server.listen(place), 100);
    net
      .connect(place)
      .on('data', (data) => (answer += data))
      .on('error', () => fs.rmSync(place, { force: true }))
      .on('close', () => {
        // Its program may have died a moment ago: then it is about to end.
        if (answer.startsWith('busy') && Date.now() - started > 1500) {
          say(answer);
          process.exit();
        }

        again();
      });
  }
}

// Azurite takes a second or two to load. Its ports are opened before, so that the program can get itself ready meanwhile.
function run() {
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
      isReady = true;
      watch.terminate();
    }
  };
  listenOn(ports);
  closeConnectionsWithTheirServer();
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

function end() {
  ending = true;
  // Until it serves, nobody has written anything that it would have to save.
  if (!isReady) {
    process.exit();
  }

  setTimeout(() => process.exit(), 30_000).unref();
  // Until Azurite listens to this signal it has changed nothing, and there is nothing to save. Windows has no such signal.
  if (!process.emit('SIGTERM')) {
    process.exit();
  }
}
