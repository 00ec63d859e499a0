import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES } from './catalogue.ts';
import { formatMoney, formatNumber, formatPercent } from './format.ts';
import { chooseLocale, messages, regionOf, wordsOf } from './messages.svelte.ts';
import { pluralOf } from './plural.ts';

const files = (locale: string) => readdirSync(new URL(locale, import.meta.url)).sort();
const load = async (locale: string, file: string) =>
  ((await import(`./${locale}/${file}`)) as { default: object }).default;

/** Every message by its path: `text`, or `function/N` with its number of parameters. */
function shapeOf(value: unknown, path: string): string[] {
  if (typeof value === 'function') return [`${path}: function/${value.length}`];
  if (typeof value === 'string') return [`${path}: ${value.trim() === '' ? 'empty' : 'text'}`];
  return Object.entries(value as object).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}

describe('messages', () => {
  it.each(files('en'))('%s says the same things with the same parameters in every language', async (file) => {
    const english = shapeOf(await load('en', file), '').sort();
    expect(english.filter((line) => line.endsWith('empty'))).toEqual([]);
    for (const locale of LOCALES) expect(shapeOf(await load(locale, file), '').sort(), locale).toEqual(english);
  });

  it('have the same files in every language', () => {
    for (const locale of LOCALES) expect(files(locale)).toEqual(files('en'));
  });

  it('change language as a whole, with the numbers and money of the region', async () => {
    await messages.load(['common', 'leads']);
    expect(wordsOf('leads').samplesAdded(1)).toBe('1 sample lead added');
    expect(wordsOf('leads').samplesAdded(1200)).toBe('1,200 sample leads added');
    await messages.use('es', ['es-ES', 'en']);
    expect([messages.locale, messages.region]).toEqual(['es', 'es-ES']);
    expect(wordsOf('common').undo).toBe('Deshacer');
    expect(wordsOf('leads').samplesAdded(1)).toBe('1 ejemplo agregado');
    expect(formatNumber(12_345.5)).toBe('12.345,5');
    await messages.use('en', ['fr']);
    expect(wordsOf('common').undo).toBe('Undo');
    expect([formatMoney(450_000), formatPercent(0.125)]).toEqual(['$450,000', '13%']);
  });

  it('refuse to show what was not loaded, instead of a raw key', () => {
    expect(() => wordsOf('tour')).toThrow(/screens\.ts/);
  });

  it('begin in the chosen language, else the first of the browser that the app has', () => {
    expect(chooseLocale('es', ['en-US'])).toBe('es');
    expect(chooseLocale(null, ['fr-CA', 'es-MX', 'en'])).toBe('es');
    expect(chooseLocale('xx', ['fr'])).toBe('en');
    expect([regionOf('es', ['es-MX', 'en']), regionOf('es', ['en'])]).toEqual(['es-MX', 'es-US']);
  });

  it('pick the plural and put the number in, as it is', () => {
    expect(pluralOf('en-US')(1, '# edit', '# edits')).toBe('1 edit');
    expect(pluralOf('es-US')(2_000_000, '# cambio', '# cambios')).toBe('2,000,000 cambios');
  });
});
