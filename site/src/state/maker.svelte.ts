import {
  Failure,
  type Controls,
  type Generation,
  type Rendering,
  type Schemas,
  type StructuredPrompt,
} from '../api/client';
import { preview, render } from '../api/prompts';
import { fromLink, type Shared } from '../lib/share';
import { keepSetting, read, setting, tab, write } from '../lib/storage';
import { chipsOf, edited, replaced, shows, without, type Chip } from '../lib/words';
import { catalog } from './catalog.svelte';
import { Past, type Snapshot } from './past.svelte';

/** Six models that stand for as many ways of writing; all others are one click away. */
const FIRST_TARGETS = ['midjourney', 'flux', 'sdxl', 'gpt-image', 'ideogram-4', 'firefly'];

/** The first look comes this soon after typing stops; while it goes on there is one at least every 400 ms. */
const REST = 60;
const LONGEST = 400;

/** What `GET /catalog` says too; needed before that has come. */
const MOST = 4000;

/** A prompt that a generation gave, shown in place of what the text alone would give until the text changes. */
export interface Made {
  generation?: Pick<Generation, 'id' | 'kind' | 'route' | 'credits'>;
  /** Where a prompt was read out of a picture. */
  generator?: string;
  prompt: StructuredPrompt;
  /** The prompt as it came, where the person has changed it since. */
  given?: StructuredPrompt;
}

export type Phase = 'empty' | 'looking' | 'understood' | 'nothing' | 'failed';

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
  #past = new Past();
  #recent: string[] = [];
  #recentAt = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastLook = 0;
  #abort: AbortController | undefined;

  get chips(): Chip[] {
    return chipsOf(this.prompt);
  }

  get left(): number {
    return MOST - this.text.length;
  }

  get tooLong(): boolean {
    return this.left < 0;
  }

  /** @returns What was opened from the history, if anything was. */
  async restore(): Promise<Generation | undefined> {
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
    return opened?.id ? opened : undefined;
  }

  /** Text typed by the person. One step of Undo is a burst of typing. */
  type(text: string): void {
    this.#past.begin(this.#snapshot());
    this.#recentAt = -1;
    this.text = text;
    this.made = undefined;
    this.look();
  }

  /** Any change but typing: a chip, a choice, a pasted prompt. */
  change(apply: () => void): void {
    this.#past.add(this.#snapshot());
    apply();
    this.look();
  }

  undo(): void {
    const before = this.#past.take();
    if (before) {
      this.text = before.text;
      this.controls = before.controls;
      this.made = before.made;
      this.look();
    }
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
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

  /** Shows what a generation or a picture gave: its words at once, the prompts as soon as they are rendered. */
  show(made: Made, text?: string): void {
    this.change(() => {
      this.text = text ?? this.text;
      this.made = made;
      this.prompt = made.prompt;
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
    this.#past.close();
    if (this.tooLong && !this.made) {
      // The page shows by how much the text is too long, and keeps the prompts of the text before.
      this.phase = this.prompt ? 'understood' : 'empty';
      return;
    }
    try {
      const answer = this.made
        ? await render(this.made.prompt, this.#known(), abort.signal)
        : await preview(this.text, $state.snapshot(this.controls), this.#known(), abort.signal);
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
        // The prompts that are shown stay, and the preview is repeated by itself.
        this.#timer = setTimeout(() => void this.#look(), (this.failure.retryAfter ?? 3) * 1000);
      } else {
        this.renderings = {};
      }
    }
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
      const given = made.given ?? made.prompt;
      const prompt = edited(made.prompt, chip.path, words || undefined);
      this.change(() => (this.made = { ...made, given, prompt }));
      return;
    }
    const text = words ? replaced(this.text, chip, words) : without(this.text, chip);
    // A chosen palette has several colors, which cannot be chosen or removed one by one.
    const control = chip.field === 'palette' ? undefined : chip.control;
    if (text !== undefined) {
      this.change(() => (this.text = text));
    } else if (control && (words || this.controls[control] !== undefined)) {
      this.choose(control, words || undefined);
    } else if (this.prompt) {
      const prompt = edited(this.prompt, chip.path, words || undefined);
      this.change(() => (this.made = { given: this.prompt, prompt }));
    }
  }

  #snapshot(): Snapshot {
    return { text: this.text, controls: $state.snapshot(this.controls), made: this.made };
  }
}

export const maker = new Maker();
