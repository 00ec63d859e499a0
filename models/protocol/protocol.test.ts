import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { DEFAULTS, ENTITIES, FIELDS } from './entities.ts';
import * as wire from './sync.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** The wire format as plain data: types, options and limits of every schema. */
function shapeOf(value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  const kept = Object.entries(value).filter(([key]) => !['reference', 'message', '~standard', '~run'].includes(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, shapeOf(part)]));
}

test('a change of the wire format raises the version: then write the new hash here', () => {
  const schemas = [...Object.values(FIELDS), wire.SyncRequest, wire.SyncResponse, wire.Op];
  const hash = createHash('sha256')
    .update(JSON.stringify(shapeOf(schemas)))
    .digest('hex')
    .slice(0, 16);
  expect({ version: PROTOCOL_VERSION, hash }).toEqual({ version: 2, hash: '2733830c948f2f20' });
});

test.each(ENTITIES)('the defaults of a %s fit its schema, field by field', (entity) => {
  expect(v.is(FIELDS[entity], DEFAULTS[entity])).toBe(true);
  expect(Object.keys(DEFAULTS[entity])).toEqual(Object.keys(FIELDS[entity].entries));
});

test('an eviction and a row are told apart', () => {
  const evict = { entity: 'lead', id: 'a', rev: 1, evict: true };
  const row = { entity: 'lead', id: 'a', rev: 1, owner: null, parent: null, data: {}, meta: {} };
  expect(v.parse(wire.Change, evict)).toEqual(evict);
  expect(v.parse(wire.Change, row)).toEqual(row);
});

test('answers are told apart by ok', () => {
  expect(v.is(wire.SyncResponse, { ok: false, code: 'gap', lastSeq: 3 })).toBe(true);
  expect(v.is(wire.SyncResponse, { ok: true, code: 'gap', lastSeq: 3 })).toBe(false);
  expect(v.is(wire.SyncResponse, { ok: false, code: 'unheard of', lastSeq: 3 })).toBe(false);
});
