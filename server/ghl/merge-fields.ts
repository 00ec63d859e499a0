import { isDeepStrictEqual } from 'node:util';
import type { CrmFields } from '../storage/crm-copies.ts';

/**
 * Takes what an event states into the copy of a CRM record: of two statements about a field the later one stands (ids
 * break a tie), in whichever order they come.
 * @returns the fields that changed.
 */
export function mergeFields(
  fields: CrmFields,
  stated: Record<string, unknown>,
  at: { time: number; eventId: string },
): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(stated)) {
    const last = fields[field];
    const later = last === undefined || at.time > last.t || (at.time === last.t && at.eventId > last.e);
    if (!later) continue;
    if (last === undefined || !isDeepStrictEqual(last.v, value)) changed[field] = value;
    fields[field] = { v: value, t: at.time, e: at.eventId };
  }
  return changed;
}
