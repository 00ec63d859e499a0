import { expect, test } from 'vitest';
import { emailText } from './email-text.ts';

test.each([
  ['<style>p{color:red}</style><script>alert(1)</script><p>Hi</p>', 'Hi'],
  ['Yes<br>please<blockquote>On Monday Bob wrote: old words</blockquote>', 'Yes\nplease'],
  ['See <a href="https://track.example/x?y">the house</a><img src="pixel.gif" alt="x">', 'See the house'],
  ['plain words, 3 < 4', 'plain words, 3 < 4'],
  ['<p>caf\u00e9&nbsp;&#8364;5\u200b</p>', 'caf\u00e9 \u20ac5'],
  ['<div>one</div><div><br></div><div><br></div><div><br></div><div>two</div>', 'one\n\ntwo'],
])('%j reads %j', (html, text) => {
  expect(emailText(html)).toBe(text);
});

test('a megabyte of open tags has no words', () => {
  expect(emailText('<b>'.repeat(330_000))).toBe('');
});
