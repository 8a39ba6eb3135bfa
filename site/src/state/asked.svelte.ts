import type { Schemas } from '../api/client';
import { keepSetting, setting } from '../lib/storage';

/** All services in their order, the first of them only, or none outside: the embedded engine answers. */
export type Who = 'any' | 'first' | 'none';

const WORDS: readonly string[] = ['any', 'first', 'none'];

/** Who may be sent what the person says. Kept on this device, as what a person has refused once. */
class Asked {
  who = $state<Who>('any');

  restore(): void {
    const kept = setting('asked');
    if (kept && WORDS.includes(kept)) {
      this.who = kept as Who;
    }
  }

  choose(who: Who): void {
    this.who = who;
    keepSetting('asked', who);
  }

  /** What a request says of it. */
  get members(): Pick<Schemas['GenerationRequest'], 'providers' | 'fallback'> {
    return this.who === 'none' ? { providers: 'none' } : this.who === 'first' ? { fallback: false } : {};
  }
}

export const asked = new Asked();
