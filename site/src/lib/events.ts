import { api, apiAddress, ask, Failure, failureOf, within, type Generation } from '../api/client';
import { signedIn } from '../state/session.svelte';

/** Ends that do not change any more. */
export const isFinal = (generation: Generation): boolean =>
  generation.status !== 'queued' && generation.status !== 'running';

/** The API sends something every 15 seconds; a stream that is quiet for longer has lost its server. */
const QUIET = 20_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;
const STREAM_TRIES = 3;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Follows a generation to its end by its events or, after these failed three times, by asking every few seconds. It goes on
 * while the API cannot be reached, and stops when the API refuses.
 */
export async function follow(
  id: string,
  onchange: (generation: Generation) => void,
  onlost: (lost: boolean) => void,
  signal: AbortSignal,
): Promise<Generation | undefined> {
  let failures = 0;
  let last = '';
  let wait = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const seen =
        failures < STREAM_TRIES
          ? await stream(
              id,
              last,
              (generation, eventId) => {
                last = eventId;
                wait = FIRST_PAUSE;
                onlost(false);
                onchange(generation);
              },
              signal,
            )
          : await ask(
              api().GET('/generations/{id}', {
                params: { path: { id } },
                signal: within(signal, 15),
              }),
            );
      onlost(false);
      if (seen && isFinal(seen)) {
        onchange(seen);
        return seen;
      }
      failures = failures < STREAM_TRIES ? 0 : failures;
    } catch (thrown) {
      if (signal.aborted) {
        return undefined;
      }
      if (thrown instanceof Failure && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 429) {
        throw thrown;
      }
      failures++;
      onlost(true);
    }
    await pause(wait, signal);
    wait = Math.min(LONGEST_PAUSE, wait * 2);
  }
  return undefined;
}

async function stream(
  id: string,
  last: string,
  onevent: (generation: Generation, eventId: string) => void,
  signal: AbortSignal,
): Promise<Generation | undefined> {
  const quiet = new AbortController();
  let timer = setTimeout(() => quiet.abort(), QUIET);
  try {
    const response = await fetch(`${apiAddress()}/generations/${encodeURIComponent(id)}/events`, {
      headers: {
        Authorization: `Bearer ${signedIn.token ?? ''}`,
        ...(last ? { 'Last-Event-ID': last } : {}),
      },
      signal: AbortSignal.any([signal, quiet.signal]),
    });
    if (!response.ok) {
      throw failureOf(response, await response.json().catch(() => undefined));
    }
    if (response.status === 204 || !response.body) {
      return await ask(
        api().GET('/generations/{id}', { params: { path: { id } }, signal: within(signal, 15) }),
      );
    }
    let seen: Generation | undefined;
    let text = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => quiet.abort(), QUIET);
      text += part;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event)?.[1];
        if (data) {
          seen = JSON.parse(data) as Generation;
          onevent(seen, /^id: ?(.*)$/m.exec(event)?.[1] ?? last);
        }
      }
    }
    return seen;
  } finally {
    clearTimeout(timer);
  }
}
