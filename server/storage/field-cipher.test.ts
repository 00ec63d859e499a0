import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFieldCipher, FieldCipherError, fieldKeysIn, parseFieldKeys } from './field-cipher.ts';

const key = (kid: string, fill: number) => ({ kid, key: new Uint8Array(32).fill(fill) });
const place = { tenant: 't', table: 'ghl_token', id: 'location:l', column: 'access_token' };

test('a field reads back, and no two writings of it look alike', () => {
  const cipher = createFieldCipher([key('a', 1)]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const stored = cipher.encrypt(text, place);
      expect(cipher.decrypt(stored, place)).toBe(text);
      expect(cipher.encrypt(text, place)).not.toBe(stored);
    }),
  );
});

test.each(['tenant', 'table', 'id', 'column'] as const)('a field moved to another %s is refused', (part) => {
  const cipher = createFieldCipher([key('a', 1)]);
  const stored = cipher.encrypt('secret', place);
  expect(() => cipher.decrypt(stored, { ...place, [part]: 'other' })).toThrow(FieldCipherError);
});

test('one changed character is noticed, and so is a missing end', () => {
  const cipher = createFieldCipher([key('a', 1)]);
  const stored = cipher.encrypt('secret', place);
  const at = stored.lastIndexOf('.') + 2;
  const changed = stored.slice(0, at) + (stored[at] === 'A' ? 'B' : 'A') + stored.slice(at + 1);
  for (const bad of [changed, stored.slice(0, -8), 'a.b', 'a']) {
    expect(() => cipher.decrypt(bad, place)).toThrow(expect.objectContaining({ code: 'field_tampered' }));
  }
});

test('after a rotation old fields are read and known to be old; without their key they are refused', () => {
  const stored = createFieldCipher([key('old', 1)]).encrypt('secret', place);
  const rotated = createFieldCipher([key('new', 2), key('old', 1)]);
  expect(rotated.decrypt(stored, place)).toBe('secret');
  expect(rotated.isCurrent(stored)).toBe(false);
  expect(rotated.isCurrent(rotated.encrypt('secret', place))).toBe(true);
  expect(() => createFieldCipher([key('new', 2)]).decrypt(stored, place)).toThrow(
    expect.objectContaining({ code: 'unknown_field_key' }),
  );
});

test('keys are parsed whole or not at all', () => {
  const good = `a:${Buffer.alloc(32).toString('base64')}`;
  expect(parseFieldKeys(`${good}, b:${Buffer.alloc(32, 1).toString('base64')}`)).toHaveLength(2);
  for (const bad of ['', 'a', 'a:AAAA', `${good},`, `${good},${good}`]) expect(parseFieldKeys(bad)).toBeNull();
});

test('the data folder keeps one key, for its owner only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-keys-'));
  const first = fieldKeysIn(folder);
  expect(fieldKeysIn(folder)).toEqual(first);
  expect(statSync(join(folder, 'field-keys')).mode & 0o077).toBe(0);
  rmSync(folder, { recursive: true });
});
