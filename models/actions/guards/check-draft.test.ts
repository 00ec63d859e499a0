import { expect, test } from 'vitest';
import { checkDraft, type DraftContext } from './check-draft.ts';

const NOON: DraftContext = {
  optOut: null,
  dnd: false,
  place: { timeZone: 'America/Chicago' },
  now: Date.parse('2026-11-20T18:00:00Z'),
};
const kinds = (text: string, over: Partial<DraftContext> = {}) =>
  checkDraft(text, { ...NOON, ...over }).map((f) => f.kind);

test('a plain draft in open hours passes', () => {
  expect(kinds('Can I call you at two?')).toEqual([]);
});

test('a refusal comes first, by the lead or by the record', () => {
  expect(checkDraft('Hi', { ...NOON, optOut: { kind: 'revoked' } })).toEqual([{ kind: 'consent', reason: 'revoked' }]);
  expect(checkDraft('Hi', { ...NOON, dnd: true, optOut: { kind: 'left' } })).toEqual([
    { kind: 'consent', reason: 'dnd' },
  ]);
});

test('at night it says from when on', () => {
  const night = { ...NOON, now: Date.parse('2026-11-21T04:30:00Z') };
  const [found] = checkDraft('Hi', night);
  expect(found).toEqual({ kind: 'quiet_hours', opensAt: '2026-11-21T14:00:00.000Z' });
});

test('words that steer are pointed at', () => {
  const text = 'It is perfect for a Christian family.';
  const [found] = checkDraft(text, NOON);
  expect(found).toMatchObject({ kind: 'fair_housing', advice: expect.stringMatching(/\w/) });
  if (found?.kind === 'fair_housing') expect(text.slice(found.start, found.end)).toMatch(/christian/i);
});
