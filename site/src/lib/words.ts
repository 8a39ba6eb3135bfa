import type { Controls, Schemas, StructuredPrompt } from '../api/client';

export type Source = Schemas['SlotSource'];
export type Group = 'Subject' | 'Setting' | 'Style' | 'Light' | 'Camera' | 'Colour' | 'Not' | 'Format';

/** One value of the prompt as a person sees it: where it stands, what it says, who put it there. */
export interface Chip {
  /** Its place in the structured prompt, such as `lighting.source` or `styles[1]`. */
  path: string;
  value: string;
  source: Source;
  group: Group;
  /** The choice that replaces it, where there is one. */
  control?: keyof Controls;
  /** The field that a lock keeps in a remix. */
  field: string;
  hex?: string;
}

const CONTROLS: Record<string, keyof Controls> = {
  medium: 'medium',
  styles: 'style',
  composition: 'composition',
  camera: 'camera',
  lighting: 'lighting',
  mood: 'mood',
  palette: 'palette',
  aspectRatio: 'aspectRatio',
};

const GROUPS: Record<string, Group> = {
  subjects: 'Subject',
  relations: 'Subject',
  text: 'Subject',
  setting: 'Setting',
  medium: 'Style',
  styles: 'Style',
  mood: 'Style',
  quality: 'Style',
  composition: 'Camera',
  camera: 'Camera',
  lighting: 'Light',
  palette: 'Colour',
  negatives: 'Not',
  aspectRatio: 'Format',
};

const isSlot = (value: unknown): value is Schemas['Slot'] =>
  typeof value === 'object' && value !== null && 'value' in value && 'source' in value;

/** The slots of a structured prompt in its own order. What stands inside a subject's phrase already is not told twice. */
export function chipsOf(prompt: StructuredPrompt | undefined): Chip[] {
  if (!prompt) {
    return [];
  }
  const chips: Chip[] = [];
  const add = (path: string, slot: unknown, hex?: string): void => {
    if (!isSlot(slot) || slot.inline || slot.value.trim() === '') {
      return;
    }
    const field = path.split(/[.[]/)[0] ?? path;
    chips.push({
      path,
      value: slot.value,
      source: slot.source,
      group: GROUPS[field] ?? 'Subject',
      control: CONTROLS[field],
      field,
      hex,
    });
  };
  prompt.subjects?.forEach((subject, i) => {
    if (subject.phrase) {
      add(`subjects[${i}].phrase`, subject.phrase);
    } else {
      add(`subjects[${i}].noun`, subject.noun);
      subject.attributes?.forEach((slot, j) => add(`subjects[${i}].attributes[${j}]`, slot));
      for (const part of ['action', 'expression', 'wardrobe', 'material'] as const) {
        add(`subjects[${i}].${part}`, subject[part]);
      }
    }
  });
  prompt.relations?.forEach((slot, i) => add(`relations[${i}]`, slot));
  prompt.text?.forEach((text, i) => add(`text[${i}].literal`, text.literal));
  for (const [name, slot] of Object.entries(prompt.setting ?? {})) add(`setting.${name}`, slot);
  add('medium', prompt.medium);
  prompt.styles?.forEach((slot, i) => add(`styles[${i}]`, slot));
  prompt.mood?.forEach((slot, i) => add(`mood[${i}]`, slot));
  for (const [name, slot] of Object.entries(prompt.lighting ?? {})) add(`lighting.${name}`, slot);
  for (const [name, slot] of Object.entries(prompt.composition ?? {})) add(`composition.${name}`, slot);
  for (const [name, slot] of Object.entries(prompt.camera ?? {})) add(`camera.${name}`, slot);
  prompt.palette?.forEach((color, i) => add(`palette[${i}].name`, color.name, color.hex));
  prompt.negatives?.forEach((negative, i) => add(`negatives[${i}].term`, negative.term));
  add('quality', prompt.quality);
  if (prompt.aspectRatio) {
    const { width, height, source } = prompt.aspectRatio;
    chips.push({
      path: 'aspectRatio',
      value: `${width}:${height}`,
      source: source ?? 'user',
      group: 'Format',
      control: 'aspectRatio',
      field: 'aspectRatio',
    });
  }
  return chips;
}

/** Whether the prompt names something to show: a ratio or a thing to leave out alone does not. */
export const shows = (prompt: StructuredPrompt): boolean =>
  prompt.verbatim !== undefined ||
  chipsOf(prompt).some(
    (chip) => chip.group !== 'Not' && chip.group !== 'Format' && /[\p{L}\p{N}]/u.test(chip.value),
  );

/** `negatives[0]` of a span is the chip `negatives[0].term`, `subjects[0]` the chip `subjects[0].phrase`. */
export const belongs = (spanPath: string, chipPath: string): boolean =>
  chipPath === spanPath || chipPath.startsWith(`${spanPath}.`) || spanPath.startsWith(`${chipPath}.`);

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text without a value, with the commas around it tidied; undefined where the text does not say it. */
export function without(text: string, chip: Chip): string | undefined {
  return replaced(text, chip, '');
}

/** The text with a value said differently; undefined where the text does not say it. */
export function replaced(text: string, chip: Chip, words: string): string | undefined {
  const negation =
    chip.group === 'Not' && words === '' ? '(?:\\b(?:no|without|not|--no)\\s+(?:any\\s+)?)?' : '';
  const value = escape(chip.value).replace(/(\\?\s)+/g, '\\s+');
  const found = new RegExp(`${negation}(?<![\\p{L}\\p{N}])${value}(?![\\p{L}\\p{N}])`, 'iu').exec(text);
  if (!found) {
    return undefined;
  }
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  if (words !== '') {
    return before + words + after;
  }
  const joined = `${before.replace(/[\s,;]+$/, '')}${before.trim() && after.replace(/^[\s,;.]+/, '') ? ', ' : ''}${after.replace(/^[\s,;]+/, '')}`;
  return joined.trim();
}

/** A copy of the prompt in which one value is said differently, or not at all. */
export function edited(prompt: StructuredPrompt, path: string, words: string | undefined): StructuredPrompt {
  const copy = structuredClone(prompt);
  const steps = path.match(/[^.[\]]+/g) ?? [];
  if (path === 'aspectRatio') {
    delete copy.aspectRatio;
    return copy;
  }
  let at: unknown = copy;
  const trail: { holder: Record<string, unknown> | unknown[]; key: string }[] = [];
  for (const step of steps) {
    const holder = at as Record<string, unknown>;
    trail.push({ holder, key: step });
    at = holder?.[step];
  }
  if (!isSlot(at)) {
    return copy;
  }
  if (words !== undefined) {
    at.value = words;
    at.source = 'user';
    delete at.entryId;
    delete at.inline;
    return copy;
  }
  // A color, a negative or a subject is removed as a whole.
  const whole = trail.findIndex(({ holder, key }) => Array.isArray(holder) && /^\d+$/.test(key));
  const target = trail[whole >= 0 ? whole : trail.length - 1];
  if (target && Array.isArray(target.holder)) {
    target.holder.splice(Number(target.key), 1);
  } else if (target) {
    delete (target.holder as Record<string, unknown>)[target.key];
  }
  return copy;
}
