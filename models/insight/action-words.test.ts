import { expect, it } from 'vitest';
import { whyOf } from './action-words.ts';

it('leaves the reason of a headline, without what to do', () => {
  expect(whyOf('Pre-approved, wants to see it. Offer a time.', 'book_showing')).toBe('Pre-approved, wants to see it.');
  expect(whyOf('Offer a time.', 'book_showing')).toBe('');
  expect(whyOf('Asked not to be contacted.', 'stop_contact')).toBe('Asked not to be contacted.');
  expect(whyOf('Not enough to tell yet.', null)).toBe('Not enough to tell yet.');
});
