import {
  api,
  ask,
  Failure,
  within,
  type Controls,
  type Generation,
  type Rendering,
  type Schemas,
  type StructuredPrompt,
} from '../api/client';
import { fromLink, type Shared } from '../lib/share';
import { keepSetting, read, setting, tab, write } from '../lib/storage';
import { chipsOf, edited, replaced, without, type Chip } from '../lib/words';
import { catalog } from './catalog.svelte';

/** Six models that stand for as many ways of writing; all others are one click away. */
const FIRST_TARGETS = ['midjourney', 'flux', 'sdxl', 'gpt-image', 'ideogram-4', 'firefly'];

/** The first look comes this soon after typing stops; while it goes on there is one at least every 400 ms. */
const REST = 60;
const LONGEST = 400;

/** What `GET /catalog` says too; needed before that has come. */
const MOST = 4000;

interface Snapshot {
  text: string;
  controls: Controls;
  made?: Made;
}

/** A prompt that a generation gave, shown in place of what the text alone would give until the text changes. */
export interface Made {
  generation?: Pick<Generation, 'id' | 'kind' | 'route' | 'credits'>;
  /** Where a prompt was read out of a picture. */
  generator?: string;
  prompt: StructuredPrompt;
}

export type Phase = 'empty' | 'looking' | 'understood' | 'nothing' | 'failed';

/** Whether the prompt names something to show: a ratio or a thing to leave out alone does not. */
const shows = (prompt: StructuredPrompt): boolean =>
  prompt.verbatim !== undefined ||
  chipsOf(prompt).some(
    (chip) => chip.group !== 'Not' && chip.group !== 'Format' && /[\p{L}\p{N}]/u.test(chip.value),
  );

/** What the person says and what it becomes. Everything here is free; what is paid is in acts.svelte.ts. */
class Maker {
  text = $state('');
  controls = $state<Controls>({});
  targets = $state<string[]>([...FIRST_TARGETS]);
  made = $state.raw<Made | undefined>(undefined);
  prompt = $state.raw<StructuredPrompt | undefined>(undefined);
  renderings = $state.raw<Record<string, Rendering>>({});
  findings = $state.raw<Schemas['LintFinding'][]>([]);
  phase = $state<Phase>('empty');
  failure = $state.raw<Failure | undefined>(undefined);
  locked = $state<string[]>([]);
  /** The chip whose words are marked in every card. */
  marked = $state<string | undefined>(undefined);
  restored = $state(false);
  #past: Snapshot[] = [];
  pastLength = $state(0);
  #recent: string[] = [];
  #recentAt = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastLook = 0;
  #abort: AbortController | undefined;
  #typing: Snapshot | undefined;

  get chips(): Chip[] {
    return chipsOf(this.prompt);
  }

  get left(): number {
    return MOST - this.text.length;
  }

  get tooLong(): boolean {
    return this.left < 0;
  }

  async restore(): Promise<void> {
    const chosen = setting('models')?.split(',').filter(Boolean);
    if (chosen?.length) {
      this.targets = chosen;
    }
    const draft =
      tab.get<Shared>('go-on') ?? (await fromLink(location.hash)) ?? (await read<Shared>('draft'));
    tab.set('go-on', undefined);
    if (location.hash.startsWith('#s=') || location.hash.startsWith('#idea=')) {
      history.replaceState(null, '', location.pathname);
    }
    // Somebody may have begun to type before this script ran; their words win.
    if (draft && this.text === '') {
      this.text = draft.t;
      this.controls = draft.c ?? {};
      if (draft.m?.length) {
        this.targets = draft.m;
      }
    }
    const opened = tab.get<Generation>('open');
    tab.set('open', undefined);
    if (opened?.result) {
      this.text = opened.idea ?? '';
      this.controls = {};
      this.made = { generation: opened.id ? opened : undefined, prompt: opened.result.prompt };
    }
    this.#recent = (await read<string[]>('recent')) ?? [];
    this.restored = true;
    this.look();
  }

  /** Text typed by the person. One step of Undo is a burst of typing. */
  type(text: string): void {
    this.#typing ??= this.#snapshot();
    this.#recentAt = -1;
    this.text = text;
    this.made = undefined;
    this.look();
  }

  /** Any change but typing: a chip, a choice, a pasted prompt. */
  change(apply: () => void): void {
    this.#remember(this.#typing ?? this.#snapshot());
    this.#typing = undefined;
    apply();
    this.look();
  }

  undo(): void {
    const before = this.#typing ?? this.#past.pop();
    this.#typing = undefined;
    this.pastLength = this.#past.length;
    if (before) {
      this.text = before.text;
      this.controls = before.controls;
      this.made = before.made;
      this.look();
    }
  }

  get canUndo(): boolean {
    return this.pastLength > 0;
  }

  choose(control: keyof Controls, value: string | undefined): void {
    this.change(() => {
      const controls = { ...this.controls, [control]: value };
      if (value === undefined) {
        delete controls[control];
      }
      this.controls = controls;
      this.made = undefined;
    });
  }

  remove(chip: Chip): void {
    this.#edit(chip, '');
  }

  say(chip: Chip, words: string): void {
    this.#edit(chip, words.trim());
  }

  toggleLock(chip: Chip): void {
    this.locked = this.locked.includes(chip.field)
      ? this.locked.filter((field) => field !== chip.field)
      : [...this.locked, chip.field];
  }

  toggleTarget(id: string): void {
    const chosen = this.targets.includes(id)
      ? this.targets.filter((target) => target !== id)
      : [...this.targets, id];
    if (chosen.length > 0) {
      this.targets = chosen;
      keepSetting('models', chosen.join(','));
      this.look();
    }
  }

  /** Shows what a generation or a picture gave. */
  show(made: Made, text?: string): void {
    this.change(() => {
      this.text = text ?? this.text;
      this.made = made;
    });
  }

  /** Prompts that were worked on before, the newest first: alt+↑ goes back, alt+↓ forward. */
  recall(step: 1 | -1): boolean {
    const at = this.#recentAt + step;
    if (at < -1 || at >= this.#recent.length) {
      return false;
    }
    this.#recentAt = at;
    this.change(() => {
      this.text = at === -1 ? '' : (this.#recent[at] ?? '');
      this.made = undefined;
    });
    return true;
  }

  keepRecent(): void {
    const text = this.text.trim();
    if (text) {
      this.#recent = [text, ...this.#recent.filter((other) => other !== text)].slice(0, 50);
      this.#recentAt = 0;
      void write('recent', [...this.#recent]);
    }
  }

  get draft(): Shared {
    return { t: this.text, c: $state.snapshot(this.controls), m: $state.snapshot(this.targets) };
  }

  /** Asks for the prompts a moment after the last change, and at least every 400 ms while changes go on. */
  look(): void {
    clearTimeout(this.#timer);
    void write('draft', this.draft);
    if (this.text.trim() === '' && !this.made) {
      this.#abort?.abort();
      this.prompt = undefined;
      this.renderings = {};
      this.findings = [];
      this.failure = undefined;
      this.phase = 'empty';
      return;
    }
    if (this.phase === 'empty' || this.phase === 'failed') {
      this.phase = 'looking';
    }
    const since = Date.now() - this.#lastLook;
    this.#timer = setTimeout(
      () => void this.#look(),
      since > LONGEST ? REST : Math.max(REST, LONGEST - since),
    );
  }

  async #look(): Promise<void> {
    this.#lastLook = Date.now();
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    if (this.tooLong) {
      return;
    }
    if (this.#typing) {
      this.#remember(this.#typing);
      this.#typing = undefined;
    }
    try {
      const answer = this.made
        ? await this.#render(this.made.prompt, abort.signal)
        : await this.#preview(abort.signal);
      if (abort.signal.aborted) {
        return;
      }
      this.prompt = answer.prompt;
      this.renderings = answer.renderings;
      this.findings = answer.findings;
      this.failure = undefined;
      this.phase = shows(answer.prompt) ? 'understood' : 'nothing';
    } catch (thrown) {
      if (abort.signal.aborted) {
        return;
      }
      this.failure = thrown instanceof Failure ? thrown : new Failure('offline', 0);
      this.phase = 'failed';
      if (this.failure.code === 'rate-limited' || this.failure.code === 'offline') {
        // What is shown stays, and is looked up again by itself.
        this.#timer = setTimeout(() => void this.#look(), (this.failure.retryAfter ?? 3) * 1000);
      } else {
        this.renderings = {};
      }
    }
  }

  async #preview(signal: AbortSignal) {
    const body: Schemas['PreviewRequest'] = {
      idea: this.text,
      controls: { ...$state.snapshot(this.controls), detail: 'off' },
      targets: this.#known(),
      lint: true,
      spans: true,
    };
    const view = await ask(api().POST('/prompts/preview', { body, signal: within(signal, 10) }));
    return { prompt: view.prompt, renderings: view.renderings, findings: view.findings ?? [] };
  }

  async #render(prompt: StructuredPrompt, signal: AbortSignal) {
    const [rendered, linted] = await Promise.all([
      ask(
        api().POST('/prompts/render', {
          body: { prompt, targets: this.#known(), spans: true },
          signal: within(signal, 10),
        }),
      ),
      ask(api().POST('/prompts/lint', { body: { prompt }, signal: within(signal, 10) })),
    ]);
    return { prompt, renderings: rendered.renderings, findings: linted.findings };
  }

  /** Targets of an old link or setting may be gone. */
  #known(): Schemas['PromptTarget'][] {
    const all = catalog.core?.targets.map((target) => target.id as string);
    const known = all ? this.targets.filter((id) => all.includes(id)) : this.targets;
    return (known.length > 0 ? known : FIRST_TARGETS) as Schemas['PromptTarget'][];
  }

  #edit(chip: Chip, words: string): void {
    const { made } = this;
    if (made) {
      this.change(
        () => (this.made = { ...made, prompt: edited(made.prompt, chip.path, words || undefined) }),
      );
      return;
    }
    const text = words ? replaced(this.text, chip, words) : without(this.text, chip);
    if (text !== undefined) {
      this.change(() => (this.text = text));
    } else if (chip.control && this.controls[chip.control] !== undefined) {
      this.choose(chip.control, words || undefined);
    } else if (words && chip.control) {
      this.choose(chip.control, words);
    } else if (this.prompt) {
      const prompt = edited(this.prompt, chip.path, words || undefined);
      this.change(() => (this.made = { prompt }));
    }
  }

  #snapshot(): Snapshot {
    return { text: this.text, controls: $state.snapshot(this.controls), made: this.made };
  }

  #remember(snapshot: Snapshot): void {
    const last = this.#past.at(-1);
    if (
      last?.text === snapshot.text &&
      last.made === snapshot.made &&
      JSON.stringify(last.controls) === JSON.stringify(snapshot.controls)
    ) {
      return;
    }
    this.#past.push(snapshot);
    this.#past = this.#past.slice(-100);
    this.pastLength = this.#past.length;
  }
}

export const maker = new Maker();
