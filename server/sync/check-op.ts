import * as v from 'valibot';
import { FIELDS, ROOTS } from '../../models/protocol/entities.ts';
import { Op } from '../../models/protocol/sync.ts';
import { inSight, type StoredRecord } from '../storage/records.ts';
import { isStorable } from './storable.ts';
import { canAssign, canWrite, sightOf, type Viewer } from './viewer.ts';

/** Why an op is refused for itself: `code` is stable, `detail` the place in the op, never a value. */
export interface Refusal {
  /** `erased`: of a person who was erased; nothing of the op is kept, here or on the device. */
  code: 'forbidden' | 'invalid' | 'erased';
  detail: string;
}

/** Prefix of the writers that are no devices: a device may not pose as one. */
export const CRM_WRITER = 'ghl:';

/** Fields that only the server sets. */
const SERVER_FIELDS = new Set(['crmId']);

/** Parses an op and checks its fields by the entity's schema. */
export function parseOp(raw: unknown): { ok: true; op: Op } | { ok: false; refusal: Refusal } {
  const parsed = v.safeParse(Op, raw);
  if (!parsed.success) return invalid(v.getDotPath(parsed.issues[0]) ?? 'op');
  const op = parsed.output;
  if (op.id.startsWith(CRM_WRITER)) return invalid('id');
  if (!isStorable(op.rid)) return invalid('rid');
  if (op.parent !== null && !isStorable(op.parent)) return invalid('parent');
  if (ROOTS.has(op.entity) !== (op.parent === null)) return invalid('parent');
  const schemas: Record<string, v.GenericSchema> = FIELDS[op.entity].entries;
  if (Object.keys(op.set).length === 0) return invalid('set');
  for (const [field, value] of Object.entries(op.set)) {
    const schema = Object.hasOwn(schemas, field) ? schemas[field] : undefined;
    // The name of an unknown field is the client's own text: it is repeated only where it can be stored.
    if (schema === undefined) return invalid(isStorable(field) ? `set.${[...field].slice(0, 100).join('')}` : 'set');
    if (!v.is(schema, value)) return invalid(`set.${field}`);
  }
  return { ok: true, op };
}

/** What stands against this viewer writing this op to this record, or null. */
export function refusalOf(
  viewer: Viewer,
  op: Op,
  existing: StoredRecord | undefined,
  parent: StoredRecord | undefined,
) {
  // Who may only look still saves how to look.
  if (!canWrite(viewer) && op.entity !== 'view') return forbidden('role');
  const sight = sightOf(viewer);
  if (existing !== undefined && !inSight(sight, existing)) return forbidden('rid');
  if (parent !== undefined && !inSight(sight, parent)) return forbidden('parent');
  if (existing?.erased || parent?.erased) return { code: 'erased', detail: 'rid' } as const;
  if (existing !== undefined && existing.parentId !== op.parent) return { code: 'invalid', detail: 'parent' } as const;
  for (const [field, value] of Object.entries(op.set)) {
    if (SERVER_FIELDS.has(field) && value !== (existing?.data[field] ?? null)) return forbidden(`set.${field}`);
  }
  // A lead that an agent enters is the agent's without being told.
  if (op.entity === 'lead' && 'owner' in op.set && !canAssign(viewer)) return forbidden('set.owner');
  return null;
}

function invalid(detail: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code: 'invalid', detail } };
}

function forbidden(detail: string): Refusal {
  return { code: 'forbidden', detail };
}
