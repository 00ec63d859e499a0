import type { Conversation } from '../../conversation.ts';
import { isTimeZone, type Place } from './quiet-hours.ts';
import { ANYWHERE, placeOfPhone, stateCode, STATES } from './us-zones.ts';

/** Minutes of the offset that a time was written with; «Z» is how machines write times and says nothing of a place. */
function offsetOf(sentAt: string | undefined): number | undefined {
  const match = /T.*([+-])(\d{2}):?(\d{2})$/.exec(sentAt ?? '');
  const minutes = match ? Number(`${match[1]!}1`) * (Number(match[2]) * 60 + Number(match[3])) : 0;
  return minutes === 0 ? undefined : minutes;
}

/**
 * Where the lead is, for the hours of contact: the zone on the record, else the zones of the state on the record, of
 * the phone's area code, else the offset of the lead's last message; with none of these any place of the mainland.
 */
export function leadPlace(conversation: Conversation, lastSentAt: string | undefined): Place {
  const phone = placeOfPhone(conversation.phone);
  const recorded = stateCode(conversation.state);
  const state = recorded ?? phone?.state;
  const { timeZone } = conversation;
  if (timeZone !== undefined && isTimeZone(timeZone)) return { timeZone, state };
  if (phone && phone.state === state) return { timeZone: phone.zones, state };
  if (recorded) return { timeZone: STATES[recorded]!.zones, state };
  const offsetMinutes = offsetOf(lastSentAt);
  return offsetMinutes === undefined ? { timeZone: ANYWHERE } : { offsetMinutes };
}
