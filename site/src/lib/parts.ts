import type { Rendering } from '../api/client';
import { belongs, type Chip } from './words';

/** A piece of a prompt: words of a chip, or what stands between. */
export interface Part {
  text: string;
  chip?: Chip;
  /** A setting in the prompt such as `--ar`, which is not to be broken after its dashes. */
  flag?: boolean;
}

/** The text in pieces, of which every second one is a setting's name. */
const withFlags = (text: string): Part[] =>
  text
    .split(/(--[a-z]+)/)
    .map((piece, i) => ({ text: piece, flag: i % 2 === 1 }))
    .filter((piece) => piece.text !== '');

/** The prompt in pieces, each with the chip that it says. */
export function partsOf({ prompt, spans }: Pick<Rendering, 'prompt' | 'spans'>, chips: Chip[]): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const span of spans ?? []) {
    found.push(...withFlags(prompt.slice(at, Math.max(at, span.start))));
    found.push({
      text: prompt.slice(span.start, span.start + span.length),
      chip: chips.find((chip) => belongs(span.path, chip.path)),
    });
    at = span.start + span.length;
  }
  found.push(...withFlags(prompt.slice(at)));
  return found;
}

/** What was left out, by the reason for it. */
export function byReason(dropped: Rendering['dropped']): [reason: string, values: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { reason, value } of dropped) {
    groups.set(reason, [...(groups.get(reason) ?? []), value]);
  }
  return [...groups];
}
