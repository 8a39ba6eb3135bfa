import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Contrast of the colors as tokens.css has them (WCAG 2.2, "contrast ratio" and "relative luminance"). */
const css = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');

function tokens(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector));
  const found: Record<string, string> = {};
  for (const [, name, value] of block
    .slice(0, block.indexOf('}'))
    .matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)) {
    found[name!] = value!.length === 4 ? value!.replace(/[0-9a-f]/g, '$&$&') : value!;
  }
  return found;
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Seven percent of a color over the sheet: the ground of a chip. */
function mixed(tint: string, ground: string): string {
  const part = (at: number): string =>
    Math.round(parseInt(tint.slice(at, at + 2), 16) * 0.07 + parseInt(ground.slice(at, at + 2), 16) * 0.93)
      .toString(16)
      .padStart(2, '0');
  return `#${part(1)}${part(3)}${part(5)}`;
}

describe.each([
  ['light', ':root'],
  ['dark', "[data-theme='dark']"],
])('%s', (_, selector) => {
  const t = tokens(selector);

  it.each(
    ['ink', 'ink-2', 'bad', 'library', 'metadata', 'detected', 'model'].flatMap((text) =>
      ['paper', 'sheet', 'well'].map((ground) => [text, ground] as const),
    ),
  )('%s on %s can be read', (text, ground) =>
    expect(contrast(t[text]!, t[ground]!)).toBeGreaterThanOrEqual(4.5),
  );

  it.each(['you', 'library', 'metadata', 'detected', 'model'])(
    'the source %s can be read on its chip',
    (source) => expect(contrast(t[source]!, mixed(t[source]!, t.sheet!))).toBeGreaterThanOrEqual(4.5),
  );

  it('the paid button, a mark and a chosen button can be read', () => {
    expect(contrast(t['on-accent']!, t.accent!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t['on-accent']!, t['accent-press']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t.ink!, t.mark!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t.paper!, t.ink!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['paper', 'sheet'])('the edges of controls and the focus can be seen on %s', (ground) => {
    expect(contrast(t.edge!, t[ground]!)).toBeGreaterThanOrEqual(3);
    expect(contrast(t.focus!, t[ground]!)).toBeGreaterThanOrEqual(3);
    expect(contrast(t.accent!, t[ground]!)).toBeGreaterThanOrEqual(3);
  });
});
