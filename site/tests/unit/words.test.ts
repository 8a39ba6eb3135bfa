import { describe, expect, it } from 'vitest';
import type { StructuredPrompt } from '../../src/api/client';
import { belongs, chipsOf, edited, replaced, without, type Chip } from '../../src/lib/words';

const prompt: StructuredPrompt = {
  subjects: [
    { phrase: { value: 'a red fox', source: 'user' }, noun: { value: 'fox', source: 'user', inline: true } },
  ],
  styles: [
    { value: 'ukiyo-e', source: 'library' },
    { value: 'flat', source: 'model' },
  ],
  lighting: { source: { value: 'golden hour', source: 'user' } },
  palette: [{ hex: '#123456', name: { value: 'night', source: 'library' } }],
  negatives: [{ term: { value: 'people', source: 'user' } }],
  aspectRatio: { width: 16, height: 9 },
};

const chip = (value: string, group: Chip['group'] = 'Style'): Chip => ({
  path: 'x',
  value,
  source: 'user',
  group,
  field: 'x',
});

describe('chips', () => {
  it('are the slots, each once, with who said them', () => {
    expect(chipsOf(prompt).map((c) => [c.path, c.value, c.source])).toEqual([
      ['subjects[0].phrase', 'a red fox', 'user'],
      ['styles[0]', 'ukiyo-e', 'library'],
      ['styles[1]', 'flat', 'model'],
      ['lighting.source', 'golden hour', 'user'],
      ['palette[0].name', 'night', 'library'],
      ['negatives[0].term', 'people', 'user'],
      ['aspectRatio', '16:9', 'user'],
    ]);
    expect(chipsOf(undefined)).toEqual([]);
  });

  it('belong to the spans of their slot', () => {
    expect(belongs('negatives[0]', 'negatives[0].term')).toBe(true);
    expect(belongs('subjects[0]', 'subjects[0].phrase')).toBe(true);
    expect(belongs('styles[1]', 'styles[10]')).toBe(false);
  });
});

describe('the text', () => {
  it.each([
    ['a fox, watercolor, golden hour', 'watercolor', 'a fox, golden hour'],
    ['watercolor, a fox', 'watercolor', 'a fox'],
    ['a fox, watercolor', 'watercolor', 'a fox'],
    ['watercolor', 'watercolor', ''],
    ['a fox in (water*colour)', '(water*colour)', 'a fox in'],
  ])('%j without %j is %j', (text, value, left) => expect(without(text, chip(value))).toBe(left));

  it('loses the word of negation with what it negates', () => {
    expect(without('a fox, no people, 16:9', chip('people', 'Not'))).toBe('a fox, 16:9');
    expect(without('a fox without any people', chip('people', 'Not'))).toBe('a fox');
  });

  it('is not touched where it does not say the words, or only inside others', () => {
    expect(without('a party of artists', chip('art'))).toBeUndefined();
    expect(replaced('a fox', chip('cat'), 'dog')).toBeUndefined();
  });

  it('says words differently', () =>
    expect(replaced('a fox, golden hour', chip('golden hour'), 'blue hour')).toBe('a fox, blue hour'));
});

describe('the structured prompt', () => {
  it('loses an item of a list as a whole, and leaves the given one alone', () => {
    expect(edited(prompt, 'palette[0].name', undefined).palette).toEqual([]);
    expect(edited(prompt, 'negatives[0].term', undefined).negatives).toEqual([]);
    expect(edited(prompt, 'styles[0]', undefined).styles).toEqual([{ value: 'flat', source: 'model' }]);
    expect(edited(prompt, 'lighting.source', undefined).lighting).toEqual({});
    expect(edited(prompt, 'aspectRatio', undefined).aspectRatio).toBeUndefined();
    expect(prompt.styles).toHaveLength(2);
  });

  it('takes a person’s words as theirs', () =>
    expect(edited(prompt, 'styles[0]', 'woodcut').styles?.[0]).toEqual({ value: 'woodcut', source: 'user' }));
});
