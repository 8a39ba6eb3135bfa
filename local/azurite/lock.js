// One process a place: two emulators would ruin the data. The lock is a listening socket, which the system closes with its
// process. While another process has it, that one's answer is told, again and again.
'use strict';
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const windows = process.platform === 'win32';

/** Changes to the folder `place` and calls `then` once the lock of this name is held there. */
function own(place, name, answer, whileBusy, then) {
  process.chdir(place);
  const plain = `${place}-${name}`.replace(/[^A-Za-z0-9]/g, '-');
  let socket = windows ? '\\\\.\\pipe\\' + plain : `${name}.lock`;
  const server = net.createServer((asking) => asking.on('error', () => {}).end(answer()));
  server.on('error', (error) => {
    if (error.code === 'EADDRINUSE') {
      ask();
    } else if (socket === `${name}.lock` && !['EACCES', 'EROFS', 'ENOSPC'].includes(error.code)) {
      // Some file systems have no sockets.
      socket = path.join(os.tmpdir(), 'aipromptgen' + plain.slice(-60));
      server.listen(socket);
    } else {
      throw error;
    }
  });
  server.on('listening', () => {
    server.unref();
    process.on('exit', () => server.close());
    then();
  });
  server.listen(socket);

  function ask() {
    const asked = made();
    let told = '';
    net
      .connect(socket)
      .on('data', (data) => (told += data))
      .on('error', (error) => {
        if (error.code === 'ECONNREFUSED') {
          remove(asked);
        } else if (!['ENOENT', 'ECONNRESET', 'EPIPE', 'EAGAIN'].includes(error.code)) {
          // Its process may well be there: only what nobody listens to may be removed.
          throw error;
        }
      })
      .on('close', () => {
        whileBusy(told);
        setTimeout(() => server.listen(socket), 100);
      });
  }

  function remove(asked) {
    // Another start may have removed it already, and made its own.
    if (made() === asked) {
      fs.rmSync(socket, { force: true });
    }
  }

  function made() {
    return fs.statSync(socket, { bigint: true, throwIfNoEntry: false })?.ctimeNs;
  }
}

module.exports = own;
