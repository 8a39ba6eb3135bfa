import { api, ask, Failure, within, type Controls, type Generation, type Schemas } from '../api/client';
import { follow, isFinal } from '../lib/events';
import { tab } from '../lib/storage';
import { credits as creditsText } from '../text/messages.en';
import { refreshAccount } from './account.svelte';
import { asked } from './asked.svelte';
import { maker } from './maker.svelte';
import { signedIn } from './session.svelte';
import { status } from './status.svelte';

export type ActKind = Schemas['GenerationKind'];

/**
 * A paid act, kept in this tab until it has an answer. A request with the same key is charged once only, so it is simply sent
 * again after a reload or when no answer came.
 */
interface Act {
  key: string;
  body: Schemas['GenerationRequest'];
}

type Lock = NonNullable<Schemas['GenerationRequest']['lock']>[number];

/** What of a prompt can be kept as it is. */
const LOCKS: Lock[] = [
  'subjects',
  'setting',
  'relations',
  'medium',
  'styles',
  'composition',
  'camera',
  'lighting',
  'video',
  'mood',
  'palette',
  'text',
  'aspectRatio',
  'quality',
  'negatives',
  'parameters',
];

/** Choices whose field has another name. */
const FIELDS: Partial<Record<keyof Controls, Lock>> = {
  style: 'styles',
  negative: 'negatives',
  shot: 'video',
  motion: 'video',
  cameraMove: 'video',
  duration: 'video',
};

/** A field that is chosen anew cannot be kept as well: the API refuses the two together (`swap-locked`). */
function unchosen(fields: readonly string[]): Lock[] {
  const chosen = new Set<string>(
    Object.entries(maker.controls)
      .filter(([, value]) => value !== undefined)
      .map(([name]) => FIELDS[name as keyof Controls] ?? name),
  );
  return fields.filter((field): field is Lock => !chosen.has(field));
}

/** What was shown stays when the generation that gave it is gone, but no other act can be made from that one. */
function leaveParent(code: string | undefined): void {
  if (maker.made && (code === 'parent-gone' || code === 'parent-not-found')) {
    maker.made = { ...maker.made, generation: undefined };
  }
}

type Stage = 'idle' | 'sending' | 'queued' | 'running' | 'ended';

class Acts {
  stage = $state<Stage>('idle');
  generation = $state.raw<Generation | undefined>(undefined);
  failure = $state.raw<Failure | undefined>(undefined);
  /** True while the API cannot be reached and the act waits for it. */
  lost = $state(false);
  /** Set when a paid act needs a person to sign in first; the page then asks. */
  wantsSignIn = $state(false);
  #abort: AbortController | undefined;

  /** Whether the act that failed can be sent again as it is; what was answered with no cannot. */
  get repeatable(): boolean {
    return this.failure !== undefined && tab.get<Act>('act') !== undefined;
  }

  get busy(): boolean {
    return this.stage === 'sending' || this.stage === 'queued' || this.stage === 'running';
  }

  addDetail(): Promise<void> {
    const { made } = maker;
    const locks = unchosen(maker.locked.filter((field) => maker.chips.some((chip) => chip.field === field)));
    const remix = made?.generation && made.generation.kind !== 'text-to-image' && locks.length > 0;
    return this.start({
      kind: 'text-to-prompt',
      ...(maker.text.trim() ? { idea: maker.text } : {}),
      targets: $state.snapshot(maker.targets) as Schemas['PromptTarget'][],
      controls: {
        ...($state.snapshot(maker.controls) as Controls),
        detail: 'full',
        seed: Math.floor(Math.random() * 2 ** 32),
      },
      ...(remix ? { parentId: made?.generation?.id, lock: locks } : {}),
    });
  }

  /** Paints what the cards say: what a model added or saw stays, but for what the person has changed since. */
  paint(count: number, quality?: string): Promise<void> {
    const { made } = maker;
    const parent = made?.generation;
    const same = (field: Lock): boolean =>
      JSON.stringify(made?.prompt[field]) === JSON.stringify((made?.given ?? made?.prompt)?.[field]);
    return this.start({
      kind: 'text-to-image',
      ...(maker.text.trim() || !parent ? { idea: maker.text } : {}),
      controls: {
        ...($state.snapshot(maker.controls) as Controls),
        variations: count,
        ...(quality ? { quality } : {}),
        ...(parent ? { detail: 'off' as const } : {}),
      },
      ...(parent
        ? {
            parentId: parent.id,
            lock: unchosen(LOCKS.filter(same)).filter((field) => field !== 'quality' || !quality),
          }
        : {}),
    });
  }

  describe(source: Schemas['GenerationSource']): Promise<void> {
    return this.start({
      kind: 'image-to-prompt',
      source,
      targets: $state.snapshot(maker.targets) as Schemas['PromptTarget'][],
    });
  }

  async start(body: Schemas['GenerationRequest']): Promise<void> {
    if (this.busy) {
      return;
    }
    const act = { key: crypto.randomUUID(), body: { ...body, ...asked.members } };
    tab.set('act', act);
    if (!signedIn.token) {
      this.wantsSignIn = true;
      return;
    }
    await this.#send(act);
  }

  /** After a reload, and after somebody signed in for it. */
  async resume(): Promise<void> {
    const act = tab.get<Act>('act');
    if (act && signedIn.token && !this.busy) {
      await this.#send(act);
    }
  }

  /** Shows an act of the history again, with what was painted. */
  show(ended: Generation): void {
    if (!this.busy && isFinal(ended)) {
      this.#seen(ended);
    }
  }

  dismiss(): void {
    this.#abort?.abort();
    tab.set('act', undefined);
    this.stage = 'idle';
    this.generation = undefined;
    this.failure = undefined;
    this.wantsSignIn = false;
    this.lost = false;
  }

  /** The same act once more, with its key: after no answer it may have been taken already. */
  again(): void {
    const act = tab.get<Act>('act');
    this.failure = undefined;
    void (act ? this.#send(act) : undefined);
  }

  async #send(act: Act): Promise<void> {
    const abort = (this.#abort = new AbortController());
    this.stage = 'sending';
    this.failure = undefined;
    this.generation = undefined;
    try {
      const accepted = await this.#accepted(act, abort.signal);
      this.#seen(accepted);
      const ended = isFinal(accepted)
        ? accepted
        : await follow(
            accepted.id,
            (g) => this.#seen(g),
            (lost) => (this.lost = lost),
            abort.signal,
          );
      if (ended) {
        this.#end(ended, act);
      }
    } catch (thrown) {
      if (abort.signal.aborted) {
        return;
      }
      this.stage = 'idle';
      this.lost = false;
      const failure = thrown instanceof Failure ? thrown : new Failure('offline', 0);
      if (failure.status === 401) {
        this.wantsSignIn = true;
      } else if (failure.status !== 0 && failure.status !== 429 && failure.status < 500) {
        // The act has an answer, so another try is a new act.
        tab.set('act', undefined);
      }
      leaveParent(failure.code);
      this.failure = failure;
    }
  }

  /** Sends it until there is an answer; what was sent before and not answered is not done twice. */
  async #accepted(act: Act, signal: AbortSignal): Promise<Generation> {
    for (let wait = 500; ; wait = Math.min(8000, wait * 2)) {
      try {
        const accepted = await ask(
          api().POST('/generations', {
            body: act.body,
            params: { header: { 'Idempotency-Key': act.key } },
            signal: within(signal),
          }),
        );
        this.lost = false;
        return accepted;
      } catch (thrown) {
        const unanswered =
          !(thrown instanceof Failure) ||
          thrown.status === 0 ||
          thrown.status === 502 ||
          thrown.status === 503;
        if (!unanswered || signal.aborted || !navigator.onLine) {
          throw thrown;
        }
        this.lost = true;
        await new Promise((resolve) => setTimeout(resolve, wait));
        if (signal.aborted) {
          throw thrown;
        }
      }
    }
  }

  #seen(generation: Generation): void {
    this.generation = generation;
    this.stage =
      generation.status === 'queued' ? 'queued' : generation.status === 'running' ? 'running' : 'ended';
  }

  #end(ended: Generation, act: Act): void {
    this.#seen(ended);
    this.lost = false;
    tab.set('act', undefined);
    if (ended.status === 'succeeded' && ended.result) {
      maker.show({ generation: ended, prompt: ended.result.prompt }, act.body.idea);
      maker.keepRecent();
      const { charged, balance } = ended.credits;
      status.say(`${creditsText(charged)} charged${balance === undefined ? '' : `, ${balance} left`}`, 8);
    }
    leaveParent(ended.problem?.code);
    void refreshAccount();
  }
}

export const acts = new Acts();
