import { expect, it } from 'vitest';
import { dense, denseTurn } from './dense.ts';

it.each([
  ["don't", 'dont'],
  ['we’re', 'were'],
  ["the '90s, rock 'n' roll", "the '90s  rock 'n' roll"],
  ['pre-approved for 2-3 weeks', 'pre approved for 2-3 weeks'],
  ['$450,000!!!', '$450 000!'],
  ['well.... ok', 'well… ok'],
  ['a. b', 'a. b'],
  ['__init__ 1100 aa', '__init__ 1100 aa'],
])('reads %s as %s', (text, read) => {
  expect(dense(text)).toBe(read);
});

it('leaves the stops of a turn out, but no dots', () => {
  expect(denseTurn({ role: 'agent', text: 'Is it 4.5? Yes. Well... At 5 p.m. on Elm St.\nOk.' })).toBe(
    'agent Is it 4.5? Yes Well... At 5 p.m on Elm St\nOk',
  );
});
