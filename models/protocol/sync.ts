import * as v from 'valibot';
import { ENTITIES } from './entities.ts';

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Rev = v.pipe(v.number(), v.integer(), v.minValue(0));
const HlcString = v.pipe(v.string(), v.regex(/^\d{13}-[0-9a-f]{4}-[\w:-]{1,100}$/), v.maxLength(140));

/** One edit of one record. `set` holds the fields it writes; `base` the writer (op id) that the client saw a field. */
export const Op = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: Id,
  entity: v.picklist(ENTITIES),
  rid: Id,
  kind: v.picklist(['put', 'append']),
  set: v.record(v.string(), v.unknown()),
  base: v.record(v.string(), v.nullable(Id)),
  hlc: HlcString,
  parent: v.nullable(Id),
});
export type Op = v.InferOutput<typeof Op>;

export const SyncRequest = v.object({
  clientId: Id,
  /** Epoch of the server's data that the client holds; null before the first answer. */
  epoch: v.nullable(Id),
  cursor: Rev,
  scope: v.nullable(Id),
  /** PROTOCOL_VERSION of the client. */
  schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000)),
  ops: v.pipe(v.array(Op), v.maxLength(500)),
});
export type SyncRequest = v.InferOutput<typeof SyncRequest>;

/** `h` is the hybrid logical clock of the last write of a field, `o` the id of the op that wrote it. */
export const FieldMeta = v.object({ h: v.string(), o: Id });

export const ChangedRow = v.object({
  entity: v.picklist(ENTITIES),
  id: Id,
  rev: Rev,
  owner: v.nullable(Id),
  parent: v.nullable(Id),
  data: v.record(v.string(), v.unknown()),
  meta: v.record(v.string(), FieldMeta),
});
export const EvictedRow = v.object({ entity: v.picklist(ENTITIES), id: Id, rev: Rev, evict: v.literal(true) });
export const Change = v.union([EvictedRow, ChangedRow]);
export type ChangedRow = v.InferOutput<typeof ChangedRow>;
export type EvictedRow = v.InferOutput<typeof EvictedRow>;
export type Change = v.InferOutput<typeof Change>;

export const OpResult = v.object({
  seq: Rev,
  id: Id,
  status: v.picklist(['applied', 'replayed', 'rejected']),
  /** Stable code and place when rejected. */
  code: v.optional(v.string()),
  detail: v.optional(v.string()),
});
export type OpResult = v.InferOutput<typeof OpResult>;

export const SyncOk = v.object({
  ok: v.literal(true),
  epoch: Id,
  scope: Id,
  lastSeq: Rev,
  results: v.array(OpResult),
  changes: v.array(Change),
  cursor: Rev,
  more: v.boolean(),
  /** The client must drop its base rows and start from this page (its outbox survives). */
  reset: v.boolean(),
});
export const SyncRefused = v.object({
  ok: v.literal(false),
  code: v.picklist(['gap', 'forked', 'forbidden', 'version']),
  lastSeq: Rev,
});
export const SyncResponse = v.variant('ok', [SyncOk, SyncRefused]);
export type SyncOk = v.InferOutput<typeof SyncOk>;
export type SyncResponse = v.InferOutput<typeof SyncResponse>;
