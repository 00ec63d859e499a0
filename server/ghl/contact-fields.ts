import type { LeadRecord } from '../../models/protocol/entities.ts';
import { isManaged } from './managed-tags.ts';
import { isoOf, textOf, textsOf, timeOf, type GhlEvent } from './read-event.ts';

/** What a contact event says about the lead. A field that the event does not carry stays out. */
export function contactFields(event: GhlEvent): Partial<LeadRecord> {
  const fields: Partial<LeadRecord> = { deleted: false };
  const name = nameOf(event);
  if (name !== null) fields.name = name;
  if ('phone' in event) fields.phone = textOf(event['phone'], 40);
  if ('email' in event) fields.email = textOf(event['email'], 320)?.toLowerCase() ?? null;
  if (Array.isArray(event['tags'])) {
    fields.tags = textsOf(event['tags'], 200, 500).filter((tag) => !isManaged(tag));
  }
  if ('source' in event) fields.source = textOf(event['source'], 300);
  if ('timezone' in event) fields.timeZone = textOf(event['timezone'], 64);
  if ('state' in event) fields.state = textOf(event['state'], 64);
  if (typeof event['dnd'] === 'boolean') fields.dnd = event['dnd'];
  const created = timeOf(event['dateAdded']);
  if (created !== null) fields.createdAt = isoOf(created);
  return fields;
}

/** The channels that the contact has closed (GHL's `dndSettings`), by GHL's own names; null when the event has none. */
export function closedChannels(event: GhlEvent): Record<string, boolean> | null {
  const settings = event['dndSettings'];
  if (typeof settings !== 'object' || settings === null) return null;
  const closed: Record<string, boolean> = {};
  for (const [channel, setting] of Object.entries(settings as Record<string, unknown>).slice(0, 20)) {
    const status = typeof setting === 'object' && setting !== null ? (setting as GhlEvent)['status'] : undefined;
    closed[channel.slice(0, 40)] = status === 'active' || status === 'permanent';
  }
  return closed;
}

function nameOf(event: GhlEvent): string | null {
  const parts = [textOf(event['firstName'], 150), textOf(event['lastName'], 150)].filter((part) => part !== null);
  return textOf(event['name'], 300) ?? (parts.length > 0 ? parts.join(' ') : null);
}
