import type { Controls } from '../api/client';
import type { Made } from './maker.svelte';

/** All that Undo brings back. */
export interface Snapshot {
  text: string;
  controls: Controls;
  made?: Made;
}

const MOST = 100;

/** What a person had before, the newest last. A burst of typing is one step: it is kept open until it is looked at. */
export class Past {
  #steps: Snapshot[] = [];
  #open: Snapshot | undefined;
  length = $state(0);

  /** Begins a burst of typing, unless one is under way. */
  begin(before: Snapshot): void {
    this.#open ??= before;
  }

  /** Ends a burst. */
  close(): void {
    if (this.#open) {
      this.#keep(this.#open);
      this.#open = undefined;
    }
  }

  /** A step of its own. What was typed before it and not looked at yet belongs to it. */
  add(before: Snapshot): void {
    this.#keep(this.#open ?? before);
    this.#open = undefined;
  }

  take(): Snapshot | undefined {
    const before = this.#open ?? this.#steps.pop();
    this.#open = undefined;
    this.length = this.#steps.length;
    return before;
  }

  #keep(step: Snapshot): void {
    const last = this.#steps.at(-1);
    if (
      last?.text === step.text &&
      last.made === step.made &&
      JSON.stringify(last.controls) === JSON.stringify(step.controls)
    ) {
      return;
    }
    this.#steps = [...this.#steps, step].slice(-MOST);
    this.length = this.#steps.length;
  }
}
