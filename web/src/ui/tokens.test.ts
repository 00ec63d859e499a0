import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../../models/scoring/types.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const hex = '(#[0-9a-f]{6})';

function token(name: string, theme: 'light' | 'dark'): string {
  const both = new RegExp(`--${name}: light-dark\\(${hex}, ${hex}\\)`).exec(css);
  const one = new RegExp(`--${name}: ${hex}`).exec(css);
  const found = both?.[theme === 'light' ? 1 : 2] ?? one?.[1];
  if (!found) throw new Error(`no token ${name}`);
  return found;
}

type Rgb = [number, number, number];
const linear = (colour: string): Rgb =>
  [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
/** CIE L* of a linear colour, 0 to 100. */
function lightness(rgb: Rgb): number {
  const y = Math.max(0, luminance(rgb));
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}
/** Full deficiency, Machado, Oliveira & Fernandes (2009), on linear RGB. */
const SEEN: Record<string, number[][]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  greyscale: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};
const seen = (rgb: Rgb, matrix: number[][]): Rgb =>
  matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * (rgb[i] ?? 0), 0)) as Rgb;

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  it('has text that reads on every ground (AA)', () => {
    for (const ink of ['ink', 'ink-2', 'ink-3', 'accent', 'warn', 'bad', 'good']) {
      for (const ground of ['ground', 'surface']) {
        expect(contrast(token(ink, theme), token(ground, theme)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const [ink, ground] of [
      ['ink-2', 'surface-2'],
      ['ink-3', 'surface-2'],
      ['accent-ink', 'accent-fill'],
      ['warn', 'accent-wash'],
      ['bad', 'bad-wash'],
      ['ink', 'glass'],
      ...LEVELS.map((level) => [`on-${level}`, `level-${level}`]),
    ] as const) {
      expect(
        contrast(token(ink ?? '', theme), token(ground ?? '', theme)),
        `${ink} on ${ground}`,
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has control edges, focus rings and evidence lines that are seen (3 to 1)', () => {
    for (const edge of [
      'line-strong',
      'focus',
      ...['sentiment', 'intents', 'objections', 'urgency', 'readiness', 'fact'].map((k) => `kind-${k}`),
    ]) {
      expect(contrast(token(edge, theme), token('surface', theme)), edge).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.keys(SEEN))('has six level hues that differ in lightness under %s', (eye) => {
    const levels = LEVELS.map((level) => lightness(seen(linear(token(`level-${level}`, theme)), SEEN[eye] ?? [])));
    for (let a = 0; a < levels.length; a++) {
      for (let b = a + 1; b < levels.length; b++) {
        expect(Math.abs((levels[a] ?? 0) - (levels[b] ?? 0)), `${LEVELS[a]} and ${LEVELS[b]}`).toBeGreaterThanOrEqual(
          7,
        );
      }
    }
  });
});
