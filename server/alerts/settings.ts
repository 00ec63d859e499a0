import * as v from 'valibot';
import { findAlertSetting } from '../storage/alerts.ts';
import type { Db } from '../storage/db.ts';

/** What a tenant is alerted of. */
export const TeamAlerts = v.strictObject({
  /** A lead that reaches this level is an alert. */
  level: v.optional(v.picklist(['hot', 'ready']), 'hot'),
  /** So is a message that wants an answer today. */
  urgent: v.optional(v.boolean(), true),
  /** A lead is not told of again within these hours, unless its level rises. */
  repeatHours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(168)), 24),
});
export type TeamAlerts = v.InferOutput<typeof TeamAlerts>;

/** How a member wants to be told; off until they say so. */
export const OwnAlerts = v.strictObject({
  push: v.optional(v.boolean(), false),
  email: v.optional(v.boolean(), false),
});
export type OwnAlerts = v.InferOutput<typeof OwnAlerts>;

/** A tenant's settings; what an older version stored is completed with defaults. */
export async function teamAlertsOf(db: Db, tenantId: string): Promise<TeamAlerts> {
  const parsed = v.safeParse(TeamAlerts, (await findAlertSetting(db, tenantId, '')) ?? {});
  return parsed.success ? parsed.output : v.parse(TeamAlerts, {});
}

export async function ownAlertsOf(db: Db, tenantId: string, userId: string): Promise<OwnAlerts> {
  const parsed = v.safeParse(OwnAlerts, (await findAlertSetting(db, tenantId, userId)) ?? {});
  return parsed.success ? parsed.output : v.parse(OwnAlerts, {});
}
