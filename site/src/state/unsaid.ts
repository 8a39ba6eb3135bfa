import { Failure } from '../api/client';
import { render } from '../api/prompts';
import { replaced } from '../lib/words';
import { maker } from './maker.svelte';

/**
 * Whether the prompts differ from the text. A paid act is made from the text, or from the generation that made the prompt.
 * Neither contains what a person changed in a free preview, nor what came from a picture or a favourite.
 */
export function unsaid(): boolean {
  const { made } = maker;
  return (
    made !== undefined &&
    made.generation === undefined &&
    (made.given !== undefined ||
      maker.chips.some((chip) => replaced(maker.text, chip, chip.value) === undefined))
  );
}

/** Writes the prompt into the text, in the form that says ratio and exclusions too, so that a paid act has all of it. */
export async function writeIntoText(): Promise<void> {
  const { made } = maker;
  if (!made) {
    return;
  }
  try {
    const { renderings } = await render(made.prompt, ['midjourney'], new AbortController().signal);
    const text = (renderings.midjourney?.prompt ?? '').replace(/ --(?:v|seed) \S+/g, '');
    if (maker.made === made && text !== '') {
      maker.change(() => {
        maker.text = text;
        maker.controls = {};
        maker.made = undefined;
      });
    }
  } catch (thrown) {
    maker.failure = thrown instanceof Failure ? thrown : new Failure('offline', 0);
  }
}
