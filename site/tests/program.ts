import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as it was built, with data of its own; AIPROMPTGEN_PROGRAM names another build of it. */
const program = (): string =>
  process.env.AIPROMPTGEN_PROGRAM ??
  join(root, 'artifacts/bin/AiPromptGen.Functions/debug/AiPromptGen.Functions.dll');

export class Program {
  #process: ChildProcess | undefined;
  readonly #data = mkdtempSync(join(tmpdir(), 'aipromptgen-site-'));

  constructor(
    readonly port: number,
    readonly settings: string[] = [],
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const child = spawn('dotnet', [program(), '--urls', this.address, ...this.settings], {
      cwd: root,
      // The test runner's own options of Node are not for the programs of Node that this one starts.
      env: { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '0', LOCAL_DATA: this.#data },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let log = '';
    const end = Date.now() + 120_000;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The program did not start:\n${log}`)),
        end - Date.now(),
      );
      const read = (part: Buffer): void => {
        log = (log + part.toString()).slice(-20_000);
        if (log.includes('Listening on')) {
          clearTimeout(timer);
          resolve();
        }
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code, signal) =>
        reject(new Error(`The program ended with ${code ?? signal}:\n${log}`)),
      );
    });
  }

  /** The site is built in the background, and the pages say so until it is. */
  async siteIsBuilt(): Promise<void> {
    for (let tries = 0; tries < 240; tries++) {
      const { ok } = await fetch(this.address);
      if (ok) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new Error('The site was not built within four minutes; the log is artifacts/site-build.log.');
  }

  /** As a machine that loses power: nothing is finished, nothing is said. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  }

  async end(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.#data, { recursive: true, force: true });
  }
}
