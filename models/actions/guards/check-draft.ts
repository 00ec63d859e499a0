import type { OptOut } from './consent.ts';
import { checkFairHousing, type FairHousingFinding } from './fair-housing.ts';
import { isOpenHour, nextOpenHour, type Place } from './quiet-hours.ts';

/** What stands against sending a draft; `consent` forbids it, `quiet_hours` forbids it for now, the words need another look. */
export type DraftFinding =
  | { kind: 'consent'; reason: OptOut['kind'] | 'dnd' }
  | { kind: 'quiet_hours'; /** ISO 8601. */ opensAt: string }
  | ({ kind: 'fair_housing' } & FairHousingFinding);

export interface DraftContext {
  optOut: Pick<OptOut, 'kind'> | null;
  /** No contact on any channel, by the CRM or a person. */
  dnd: boolean;
  place: Place;
  /** Of the record: its own protected classes count as well. */
  state?: string | undefined;
  /** Milliseconds since the epoch. */
  now: number;
}

/** A draft as it is being written against all guards, the gravest first. */
export function checkDraft(text: string, { optOut, dnd, place, state, now }: DraftContext): DraftFinding[] {
  const refused = dnd ? ('dnd' as const) : optOut?.kind;
  const open = isOpenHour(now, place);
  return [
    ...(refused ? [{ kind: 'consent' as const, reason: refused }] : []),
    ...(open ? [] : [{ kind: 'quiet_hours' as const, opensAt: new Date(nextOpenHour(now, place)).toISOString() }]),
    ...checkFairHousing(text, state).map((found) => ({ kind: 'fair_housing' as const, ...found })),
  ];
}
