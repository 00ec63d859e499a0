import type { GhlTokens } from '../storage/ghl-tokens.ts';
import type { Fingerprint } from './fingerprint.ts';

/** What became of an event: `ignored` ones are kept and counted, with the reason. */
export type Outcome = { status: 'processed' } | { status: 'ignored'; detail: string };

export const PROCESSED: Outcome = { status: 'processed' };
export const ignored = (detail: string): Outcome => ({ status: 'ignored', detail });

/** What events are processed with, whichever way they came. */
export interface EventDeps {
  ids: () => string;
  fingerprint: Fingerprint;
  tokens: GhlTokens;
}

export interface EventContext extends EventDeps {
  locationId: string;
  eventId: string;
  /** When it happened, milliseconds: of two events the later one wins, field by field. */
  time: number;
}

/** Ids of the CRM are unique in their location. */
export function crmIdOf(context: { locationId: string }, id: string): string {
  return `${context.locationId}:${id}`;
}
