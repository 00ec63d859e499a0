import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseMessage } from './normalise.ts';

describe('normaliseMessage', () => {
  it('reads HTML as text, with lines where blocks end and entities decoded', () => {
    const html =
      '<html><head><style>p{}</style></head><body><p>Hi <b>Ann</b>,</p><p>is it&nbsp;open &amp; under $400k?</p><ul><li>2 bd</li></ul></body></html>';
    expect(normaliseMessage(html)).toBe('Hi Ann,\n\nis it open & under $400k?\n\n2 bd');
  });

  it('leaves angle brackets that are no tags alone', () => {
    expect(normaliseMessage('i <3 it, a < b, mail <ann@example.com> <phone>')).toBe(
      'i <3 it, a < b, mail <ann@example.com> <phone>',
    );
  });

  it('reads numeric and unknown references as far as they go', () => {
    expect(normaliseMessage('caf&#233; &#x1F3E0; AT&T &bogus; &amp;lt;ok')).toBe('café 🏠 AT&T &bogus; <ok');
    expect(normaliseMessage('a&#0;b &#xD800; c&#99999999;')).toBe('ab c&#99999999;');
  });

  it('survives broken markup', () => {
    expect(normaliseMessage('hello <b unclosed')).toBe('hello <b unclosed');
    expect(normaliseMessage('<!-- hidden --> shown <!-- open')).toBe('shown <!-- open');
    expect(normaliseMessage('before <style> after')).toBe('before after');
    expect(normaliseMessage('<table><tr><td>rent</td><td>1,400</td></tr></table>')).toBe('rent 1,400');
  });

  it.each([
    ['On Tue, May 5, 2026 at 9:14 AM Dana Lee <dana@x.com> wrote:\n> shall we?'],
    ['On Tue, May 5, 2026 at 9:14 AM Dana Lee\n<dana@x.com> wrote:\n> shall we?\n>> older'],
    ['-----Original Message-----\nFrom: Dana\nshall we?'],
    ['From: Dana Lee\nSent: Tuesday, May 5\nTo: Ann\nSubject: RE: Elm St\n\nshall we?'],
    ['________________________________\nFrom: Dana'],
    ['El mar, 5 may 2026 a las 9:14, Dana <d@x.com> escribió:\n> hola'],
    ['-- \nAnn Rivers\n555 010 2000'],
    ['Sent from my iPhone'],
    ['Get Outlook for iOS'],
    ['CONFIDENTIALITY NOTICE: This e-mail is for the addressee only.\nIt may not be copied.'],
    ['This email and any attachments are confidential.'],
  ])('takes off %j', (tail) => {
    expect(normaliseMessage(`Saturday works\n\n${tail}`)).toBe('Saturday works');
  });

  it('keeps answers below a quote', () => {
    expect(normaliseMessage('On Tue, May 5, 2026 at 9 AM Dana wrote:\n> shall we?\nyes please')).toBe('yes please');
  });

  it('never empties a message that had words', () => {
    expect(normaliseMessage('> only a quote')).toBe('> only a quote');
    expect(normaliseMessage('-- \nAnn')).toBe('--\nAnn');
    expect(normaliseMessage('Sent from my iPhone')).toBe('Sent from my iPhone');
    expect(normaliseMessage('>400k is too much')).toBe('>400k is too much');
  });

  it('removes what cannot be seen, but keeps joined emoji', () => {
    expect(normaliseMessage('\u202eab\u200bc\u0007\ufeff d\u200d \ud800')).toBe('abc d');
    expect(normaliseMessage('👩‍👧 here')).toBe('👩‍👧 here');
    expect(normaliseMessage('cafe\u0301')).toBe('café');
  });

  it('tidies white space and line ends', () => {
    expect(normaliseMessage('  a \t b\r\n\r\n\r\n\r\nc\u2028d\u00a0e ')).toBe('a b\n\nc\nd e');
  });

  const pieces = fc
    .array(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<style>',
        '&amp;',
        '&lt;b&gt;',
        '> ',
        '\n',
        'On May 5 x wrote:',
        '-- ',
        'word',
        ' ',
        '<',
        '&',
        '\u200b',
        '😀',
        'From: a',
        'Sent: b',
        'To: c',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const once = normaliseMessage(text);
        expect(normaliseMessage(once)).toBe(once);
      }),
    );
  });

  it('keeps some word of any plain text that has one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('yes', '>', '--', '\n', ' ', 'Sent from my iPhone', 'On 5 wrote:')),
        (parts) => {
          const text = parts.join(' ');
          expect(/\p{L}/u.test(normaliseMessage(text))).toBe(/\p{L}/u.test(text));
        },
      ),
    );
  });

  it.each(['<b>', '<', '&amp;', '&', '> a\n', 'On 5 \n', '-- \n', 'a ', '\u200b', '<!--', '<style>', 'From: a\n'])(
    'reads 100 kB of %j without slowing to a halt',
    (part) => {
      expect(() => normaliseMessage(part.repeat(Math.ceil(100_000 / part.length)))).not.toThrow();
    },
  );
});
