import * as v from 'valibot';
import type { Db } from '../storage/db.ts';
import { findGhlSettings } from '../storage/ghl-settings.ts';
import { OpenHours } from './open-hours.ts';

const off = v.optional(v.boolean(), false);

/** What the admin lets Leadlight write to the CRM, and how it reads. */
export const GhlSettings = v.strictObject({
  /** Level and scores into custom fields, made when missing. */
  fields: off,
  /** The level as a tag, `leadlight:hot`. */
  levelTag: off,
  /** Tags that people add and remove here. */
  tags: off,
  /** Notes that people write here. */
  notes: off,
  /** Tasks made from actions. */
  tasks: off,
  /** Messages that a person approved. */
  messages: off,
  /** To whom a lead belongs, when somebody here reassigns it. */
  owners: off,
  /** Opt-outs recorded here: on unless the admin says otherwise. */
  dnd: v.optional(v.boolean(), true),
  /** Reads won and lost opportunities, for what the team learns. */
  outcomes: off,
  /** Minutes between two reconciliations. */
  reconcileMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(1440)), 30),
  /** Where leads live when nothing else says so (IANA zone), for quiet hours. */
  timeZone: v.optional(v.nullable(v.pipe(v.string(), v.check(isZone, 'must be an IANA time zone'))), null),
  /** The team's own hours of contact, stricter than the law's; null: the law's alone. */
  hours: v.optional(v.nullable(OpenHours), null),
});
export type GhlSettings = v.InferOutput<typeof GhlSettings>;

/** A tenant's settings; what an older version stored is completed with defaults. */
export async function ghlSettingsOf(db: Db, tenantId: string): Promise<GhlSettings> {
  const parsed = v.safeParse(GhlSettings, (await findGhlSettings(db, tenantId)) ?? {});
  return parsed.success ? parsed.output : v.parse(GhlSettings, {});
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
