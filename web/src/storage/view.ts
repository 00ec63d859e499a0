import { DEFAULTS, FIELDS, type Entity, type RecordOf } from '../../../models/protocol/entities.ts';
import type { FieldMeta } from '../../../models/protocol/sync.ts';
import * as v from 'valibot';
import type { ViewRow } from './storage-port.ts';

/** The sealed part of a base row. */
export interface BaseContent {
  data: Record<string, unknown>;
  meta: Record<string, v.InferOutput<typeof FieldMeta>>;
  owner: string | null;
}
/** The sealed part of an outbox row. */
export interface OpContent {
  set: Record<string, unknown>;
  base: Record<string, string | null>;
}

/** Drops the fields of a server row that this version would misread; unknown fields of a newer server stay. */
export function soundFields(entity: Entity, data: Record<string, unknown>): Record<string, unknown> {
  const schemas: Record<string, v.GenericSchema> = FIELDS[entity].entries;
  return Object.fromEntries(
    Object.entries(data).filter(([field, value]) => !schemas[field] || v.is(schemas[field], value)),
  );
}

/** A record as seen: defaults, under the server's fields, under the waiting edits in their order. */
export function viewOf<E extends Entity>(
  row: { entity: E; id: string; parent: string },
  base: BaseContent | undefined,
  ops: readonly OpContent[],
): ViewRow<E> {
  // Whom a lead belongs to is a column of the server's row.
  const owner = row.entity === 'lead' && base ? { owner: base.owner } : null;
  const data: RecordOf[E] = Object.assign({}, DEFAULTS[row.entity], base?.data, owner, ...ops.map((op) => op.set));
  return {
    entity: row.entity,
    id: row.id,
    parent: row.parent || null,
    data,
    pending: ops.length > 0,
  };
}

/** The writer of each field as this device sees it: the last waiting edit, else the server's. */
export function writersOf(
  fields: readonly string[],
  base: BaseContent | undefined,
  ops: readonly { opId: string; content: OpContent }[],
): Record<string, string | null> {
  return Object.fromEntries(
    fields.map((field) => {
      const local = ops.findLast((op) => field in op.content.set);
      return [field, local?.opId ?? base?.meta[field]?.o ?? null];
    }),
  );
}
