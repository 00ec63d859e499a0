import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anonymise } from './anonymise.ts';

const disguise = { names: ['Marisol Vandermeer', 'ann-marie.o’hara@brokers.example', 'Bo-Lynn (Jr.)'], shiftDays: 11 };
const clean = (text: string) => anonymise(text, disguise);

test.each([
  ['mail me at marisol.v+home@mail.example.com ok', 'mail me at [EMAIL] ok'],
  ['see https://listing.example/a?b=c and zillow.com/h/1', 'see [URL] and [URL]'],
  ['call (202) 555-0143 or +1 202.555.0143 x12', 'call [PHONE] or [PHONE]'],
  ['12 Oak Hill Road, Apt 4B, Austin, TX 78701 please', '[ADDRESS] please'],
  ['marisol said Vandermeer agrees', '[NAME] said [NAME] agrees'],
  ['Hi, this is Theo Brandt. my wife Ines says hi', 'Hi, this is [NAME]. my wife [NAME] says hi'],
  ['up to $463,500 or 425k, maybe 1.2 million', 'up to $500,000 or 400k, maybe 1 million'],
  ['loan 00123456789, MLS AB12345', 'loan [PHONE], MLS [NUMBER]'],
  ['closing on 2026-03-25 or 3/25/2026', 'closing on 2026-04-05 or 2026-04-05'],
  ['we want 3 beds and 2.5 baths in 2 months', 'we want 3 beds and 2.5 baths in 2 months'],
  ['ask bo-lynn at once', 'ask [NAME] at once'],
  ['STOP', 'STOP'],
])('%s', (text, expected) => {
  expect(clean(text)).toBe(expected);
});

const digits = (count: number) => fc.stringMatching(new RegExp(`^[2-9][0-9]{${count - 1}}$`));
const word = fc.stringMatching(/^[A-Z][a-z]{3,9}$/);
const phone = fc
  .tuple(digits(3), digits(3), digits(4), fc.constantFrom('($1) $2-$3', '$1-$2-$3', '+1$1$2$3', '$1.$2.$3', '$1 $2 $3'))
  .map(([a, b, c, form]) => form.replace('$1', a).replace('$2', b).replace('$3', c));
const email = fc.tuple(word, word).map(([a, b]) => `${a}.${b}@${b}mail.example`);
const street = fc
  .tuple(digits(4), word, fc.constantFrom('Street', 'Ave', 'Rd.', 'Lane', 'Blvd'))
  .map(([number, name, kind]) => `${number} ${name} ${kind}`);
const url = word.map((name) => `https://www.${name}.com/path?id=${name}`);
const account = fc.oneof(
  digits(9),
  fc.tuple(word, digits(6)).map(([a, b]) => `${a.toUpperCase()}${b}`),
);
const amount = fc.integer({ min: 101, max: 989 }).map((n) => `$${n},${n}`);

test('nothing that is planted between everyday words comes through', () => {
  const planted = fc.record({ name: word, phone, email, street, url, account, amount });
  const glue = fc.constantFrom('call', 'and we like', 'or maybe', 'thanks,', 'please send to', 'about');
  fc.assert(
    fc.property(planted, fc.array(glue, { minLength: 7, maxLength: 7 }), fc.integer(), (secrets, words, seed) => {
      const parts = Object.values(secrets);
      const from = Math.abs(seed) % parts.length;
      const order = [...parts.slice(from), ...parts.slice(0, from)];
      const text = order.map((secret, i) => `${words[i]} ${secret}`).join(' , ');
      const left = anonymise(text, { names: [secrets.name], shiftDays: 5 });
      for (const secret of parts) expect(left.toLowerCase(), text).not.toContain(secret.toLowerCase());
      expect(left.match(/\d{5,}/)).toBeNull();
    }),
  );
});

test('any text comes back without marks of our own, in linear time for hostile ones', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(anonymise(text, { names: [], shiftDays: 1 })).not.toMatch(/[\uE000\uE001]/);
    }),
  );
  for (const hostile of ['1 '.repeat(20_000), 'a.'.repeat(20_000), '1-'.repeat(20_000), '9 aaa '.repeat(8000)]) {
    expect(typeof clean(hostile)).toBe('string');
  }
});
