import { channelOf } from '../ghl/channel.ts';
import { placeholderFields } from '../ghl/message-fields.ts';
import { textOf, type GhlEvent } from '../ghl/read-event.ts';
import { namesOf } from './person-hashes.ts';

/** The contact that an event of GHL is about, or null. */
export function contactIdOf(event: GhlEvent): string | null {
  const kind = typeof event['type'] === 'string' ? event['type'] : '';
  if (kind.startsWith('Contact')) return textOf(event['id'], 90);
  const nested = event['appointment'];
  const inner = typeof nested === 'object' && nested !== null ? textOf((nested as GhlEvent)['contactId'], 90) : null;
  // A workflow posts the contact flat, as `contact_id`.
  return textOf(event['contactId'], 90) ?? inner ?? textOf(event['contact_id'], 90);
}

/** By what the person of an event is recognised: contact, phone and e-mail, as far as it tells. */
export function namesOfEvent(locationId: string, event: GhlEvent): string[] {
  const contactId = contactIdOf(event);
  const contact = contactId === null ? null : `${locationId}:${contactId}`;
  const channel = /^(In|Out)boundMessage$/.test(String(event['type'])) ? channelOf(event) : null;
  const reached = channel === null ? {} : placeholderFields(event, channel);
  return [...namesOf({ phone: event['phone'], email: event['email'], contact }), ...namesOf(reached)];
}
