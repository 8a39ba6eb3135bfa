// Runs npm for a program and ends with it, however that ends: the program holds the other end of standard input.
// Arguments: the folder, then npm's own. Other scripts take what they need of it.
'use strict';
const { spawn } = require('child_process');

const windows = process.platform === 'win32';

// What ends a process from outside and can be listened to: Ctrl-C, Ctrl-\, a closed terminal, and a request.
const signals = ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTERM'];

/** Starts npm in a group of its own, so that all of it can be ended at once and no signal but that one reaches it. */
function start(folder, args, stdio) {
  signals.forEach((signal) => process.on(signal, () => {}));
  return spawn('npm', args, { cwd: folder, detached: !windows, shell: windows, stdio, windowsHide: true });
}

/** Ends npm with all that it has started, and this process. */
function end(npm) {
  if (windows) {
    spawn('taskkill', ['/T', '/F', '/PID', String(npm.pid)], { stdio: 'ignore' }).on('exit', () => process.exit(1));
    return;
  }

  try {
    process.kill(-npm.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
  process.exit(1);
}

module.exports = { signals, start, end };

if (require.main === module) {
  const [folder, ...args] = process.argv.slice(2);
  const npm = start(folder, args, ['ignore', 'inherit', 'inherit']);
  const ended = () => end(npm);
  process.stdin.on('end', ended).on('error', ended).resume();
  npm.on('error', () => {
    console.error("'npm' is not on the PATH; it comes with Node.js");
    process.exit(127);
  });
  npm.on('exit', (code) => process.exit(code ?? 1));
}
