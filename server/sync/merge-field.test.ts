import { expect, test } from 'vitest';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { mergeField, type Held } from './merge-field.ts';

const held: Held = { value: 'theirs', h: makeHlc(2000, 0, 'b'), o: 'op-b' };
const write = (hlc: number, base: string | null, value: unknown = 'ours', opId = 'op-a') => ({
  value,
  hlc: makeHlc(hlc, 0, 'a'),
  opId,
  base,
});

test('a field that nobody wrote is taken', () => {
  expect(mergeField(undefined, write(1, null), 'put', false)).toMatchObject({ kind: 'wins', lost: null });
});

test('a write that had seen the current writer wins whatever its clock says, and its clock is moved on', () => {
  const merged = mergeField(held, write(1000, 'op-b'), 'put', false);
  expect(merged).toEqual({ kind: 'wins', h: makeHlc(2000, 1, 'a'), lost: null });
});

test('of two that did not know of each other the newer clock wins and the other value is kept', () => {
  expect(mergeField(held, write(3000, null), 'put', false)).toMatchObject({
    kind: 'wins',
    lost: { value: 'theirs', opId: 'op-b' },
  });
  expect(mergeField(held, write(1000, 'op-older'), 'put', false)).toEqual({
    kind: 'loses',
    lost: { value: 'ours', opId: 'op-a' },
  });
});

test('equal clocks are decided by the op ids, so every order ends the same', () => {
  const same = { ...write(0, null), hlc: held.h };
  expect(mergeField(held, { ...same, opId: 'op-c' }, 'put', false).kind).toBe('wins');
  expect(mergeField(held, { ...same, opId: 'op-a' }, 'put', false).kind).toBe('loses');
});

test('two that say the same are no conflict', () => {
  expect(mergeField(held, write(3000, null, 'theirs'), 'put', false)).toMatchObject({ kind: 'wins', lost: null });
  expect(mergeField(held, write(1000, null, 'theirs'), 'put', false)).toEqual({ kind: 'loses', lost: null });
});

test('an append leaves the first writer and keeps what it brought', () => {
  expect(mergeField(held, write(3000, 'op-b'), 'append', false)).toEqual({
    kind: 'loses',
    lost: { value: 'ours', opId: 'op-a' },
  });
  expect(mergeField(held, write(3000, null, 'theirs'), 'append', false)).toEqual({ kind: 'loses', lost: null });
});

test('an opt-out wins over an older and a newer opt-in that did not know of it', () => {
  const optedIn: Held = { ...held, value: false };
  const optedOut: Held = { ...held, value: true };
  expect(mergeField(optedIn, write(1, null, true), 'put', true).kind).toBe('wins');
  expect(mergeField(optedOut, write(9000, null, false), 'put', true).kind).toBe('loses');
  expect(mergeField(optedOut, write(9000, 'op-b', false), 'put', true).kind).toBe('wins');
});
