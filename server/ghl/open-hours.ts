import * as v from 'valibot';
import { isOpenWeek, withOwnHours } from '../../models/actions/guards/own-hours.ts';
import { leadPlace } from '../../models/actions/guards/lead-place.ts';
import { nextOpenHour, type Place } from '../../models/actions/guards/quiet-hours.ts';
import { QUIET_HOURS, type OpenWeek } from '../../models/actions/guards/quiet-hours-table.ts';
import { ANYWHERE } from '../../models/actions/guards/us-zones.ts';
import { leadConversation } from '../../models/insight/lead-conversation.ts';
import { DEFAULTS, type LeadRecord, type MessageRecord } from '../../models/protocol/entities.ts';
import type { StoredRecord } from '../storage/records.ts';

const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440));
/** Somebody's own hours of contact: by weekday, Sunday first, minutes `[from, to)` of the lead's day; null is closed. */
export const OpenHours = v.pipe(
  v.array(v.nullable(v.strictTuple([minute, minute]))),
  v.length(7),
  v.check((week) => isOpenWeek(week), 'must have an open hour, and each day must end after it begins'),
);

/**
 * The first moment from `now` on (milliseconds) at which a lead may be written to: by the federal table or its state's,
 * narrowed to every one of `own`, where the lead lives; with nothing known of that, in the team's zone.
 */
export function sendableAt(
  now: number,
  lead: StoredRecord,
  messages: readonly (MessageRecord & { id: string })[],
  { teamZone, own }: { teamZone: string | null; own: readonly (OpenWeek | null)[] },
): number {
  const data = { ...DEFAULTS.lead, ...lead.data } as LeadRecord;
  const said = messages.map(({ id, ...message }) => ({ id, data: message }));
  const written = messages.findLast((message) => message.from === 'lead');
  const known = leadPlace(leadConversation({ id: lead.id, data }, said), written?.sentAt);
  const place: Place = known.timeZone === ANYWHERE && teamZone !== null ? { timeZone: teamZone } : known;
  const table = own.reduce((narrowed, week) => (week === null ? narrowed : withOwnHours(week, narrowed)), QUIET_HOURS);
  return nextOpenHour(now, place, table);
}
