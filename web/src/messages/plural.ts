/**
 * Makes the plural of one language: `plural(3, '# edit', '# edits')` picks the form by `Intl.PluralRules` and puts the
 * number, written as the locale writes it, in place of `#`.
 */
export function pluralOf(locale: string): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, one, other) =>
    (rules.select(count) === 'one' ? one : other).replaceAll('#', () => numbers.format(count));
}
