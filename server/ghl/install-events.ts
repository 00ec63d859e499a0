import { companyTokenId, locationTokenId } from '../storage/ghl-tokens.ts';
import { bindLocation } from '../storage/tenants.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { PROCESSED, type EventContext, type Outcome } from './event-context.ts';
import { textOf, type GhlEvent } from './read-event.ts';
import { GHL_SOURCE } from './sources.ts';

/**
 * The app was installed in a location of an agency that is connected: its access is exchanged when it is first needed.
 * Where the agency is not connected the admin connects the location, and this changes nothing.
 */
export async function processInstall(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const { db, tenantId } = write;
  const companyId = textOf(event['companyId'], 100);
  const company = companyId && (await context.tokens.find(db, tenantId, companyTokenId(companyId)));
  if (!company || company.status !== 'connected') return PROCESSED;
  const id = locationTokenId(context.locationId);
  const known = await context.tokens.find(db, tenantId, id);
  // Connected already, or an installation that was undone later.
  if (known !== undefined && (known.status === 'connected' || known.changedAt >= context.time)) return PROCESSED;
  await bindLocation(db, GHL_SOURCE, context.locationId, tenantId);
  await context.tokens.put(db, {
    tenantId,
    id,
    kind: 'oauth',
    locationId: context.locationId,
    companyId,
    access: null,
    refresh: null,
    expiresAt: null,
    status: 'connected',
    changedAt: context.time,
  });
  return PROCESSED;
}

/** The app was removed: the tokens are forgotten; the data stays until the team erases it. */
export async function processUninstall(write: TenantWrite, context: EventContext): Promise<Outcome> {
  await context.tokens.uninstall(write.db, { locationId: context.locationId }, context.time);
  return PROCESSED;
}
