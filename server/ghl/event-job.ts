import { describeError, type Logger } from '../log.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { soleTenant } from '../storage/ghl-settings.ts';
import { findEvent, settleEvent, type InboxEvent } from '../storage/inbox.ts';
import { completeJob, type Job } from '../storage/jobs.ts';
import { setJobTenant } from '../storage/tenant-jobs.ts';
import { bindLocation, tenantOfLocation } from '../storage/tenants.ts';
import { writeTenant, type TenantWrite, type WriteDeps } from '../sync/tenant-write.ts';
import { crmIdOf, ignored, PROCESSED, type EventDeps, type Outcome } from './event-context.ts';
import { contactIdOf } from '../privacy/event-names.ts';
import { findCrmCopy } from '../storage/crm-copies.ts';
import { deleteEvent } from '../storage/erasures.ts';
import { ERASED, processEvent } from './process-event.ts';
import { textOf, timeOf, type GhlEvent } from './read-event.ts';
import { GHL_SOURCE } from './sources.ts';
import { WORKFLOW_KIND, workflowEvents } from './workflow-event.ts';

export interface EventJobDeps extends WriteDeps, EventDeps {
  logger: Logger;
  /** Says that calls to GHL may wait. */
  wakeCalls: () => void;
}

/** Processes stored GHL events: effects, the event's mark and the job's end are one transaction. */
export function ghlEventJob(deps: EventJobDeps): JobHandler {
  return {
    async run(job) {
      const event = await findEvent(deps.storage.db, inboxIdOf(job));
      if (event === undefined) throw new Error('The event of a job is gone.');
      const payload = JSON.parse(event.body) as GhlEvent;
      if (event.locationId === null) return settle(deps, job, event, await processCompany(deps, event, payload));
      const { locationId } = event;
      const tenantId = await tenantFor(deps, locationId, payload);
      if (tenantId === undefined) return settle(deps, job, event, ignored('unknown_location'));
      // From here on its admin sees the job if it fails.
      await setJobTenant(deps.storage.db, job.id, tenantId);
      await writeTenant(deps, tenantId, async (write) => {
        const { eventId, receivedAt } = event;
        const parts = event.kind === WORKFLOW_KIND ? workflowEvents(payload) : [payload];
        let outcome = parts.length === 0 ? ignored('nothing_to_read') : PROCESSED;
        let leadId: string | null = null;
        for (const part of parts) {
          const time = timeOf(part['timestamp']) ?? receivedAt;
          const done = await processEvent(write, { ...deps, locationId, eventId, time }, part);
          if (done.status === 'ignored') outcome = outcome === ERASED ? ERASED : done;
          leadId ??= await leadOf(write, locationId, part);
        }
        const detail = detailOf(outcome);
        const settled = { status: outcome.status, detail, tenantId, leadId, at: write.now };
        if (outcome === ERASED) await deleteEvent(write.db, event.id);
        else await settleEvent(write.db, event.id, settled);
        await completeJob(write.db, job);
        deps.logger.debug({ kind: event.kind, outcome: detail ?? outcome.status }, 'webhook processed');
      });
      deps.wakeCalls();
    },
    async onDead(job, error) {
      const detail = describeError(error).error;
      const outcome = { status: 'failed' as const, detail, tenantId: null, at: deps.clock() };
      await settleEvent(deps.storage.db, inboxIdOf(job), outcome);
    },
  };
}

/** Events of an agency name no location; that the app was removed from all of it is the one that says something. */
async function processCompany(deps: EventJobDeps, event: InboxEvent, payload: GhlEvent): Promise<Outcome> {
  const companyId = textOf(payload['companyId'], 100);
  if (event.kind !== 'UNINSTALL' || companyId === null) return ignored('no_location');
  const at = timeOf(payload['timestamp']) ?? event.receivedAt;
  // An agency's locations may be in several tenants.
  await deps.storage.asSystem((db) => deps.tokens.uninstall(db, { companyId }, at));
  return PROCESSED;
}

/** Whose the event is, once it has been processed. */
async function leadOf(write: TenantWrite, locationId: string, part: GhlEvent): Promise<string | null> {
  const contactId = contactIdOf(part);
  if (contactId === null) return null;
  const copy = await findCrmCopy(write.db, write.tenantId, 'lead', crmIdOf({ locationId }, contactId));
  return copy?.recordId ?? null;
}

function settle(deps: EventJobDeps, job: Job, event: InboxEvent, outcome: Outcome): Promise<void> {
  return deps.storage.transaction(async (db) => {
    const { status } = outcome;
    await settleEvent(db, event.id, { status, detail: detailOf(outcome), tenantId: null, at: deps.clock() });
    await completeJob(db, job);
  });
}

/**
 * The tenant of a location: as it was connected, else as its agency was. While there is one tenant only, a location
 * seen for the first time is bound to it; with several nobody can say whose it is.
 */
function tenantFor(deps: EventJobDeps, locationId: string, payload: GhlEvent): Promise<string | undefined> {
  return deps.storage.asSystem(async (db) => {
    const known = await tenantOfLocation(db, GHL_SOURCE, locationId);
    if (known !== undefined) return known;
    const companyId = payload['type'] === 'INSTALL' ? textOf(payload['companyId'], 100) : null;
    const tenantId =
      (companyId === null ? undefined : await deps.tokens.tenantOfCompany(db, companyId)) ?? (await soleTenant(db));
    if (tenantId === undefined) return undefined;
    await bindLocation(db, GHL_SOURCE, locationId, tenantId);
    deps.logger.info({ location: locationId, tenant: tenantId }, 'new GHL location bound to a tenant');
    return tenantId;
  });
}

function detailOf(outcome: Outcome): string | null {
  return outcome.status === 'ignored' ? outcome.detail : null;
}

function inboxIdOf(job: Job): string {
  const payload = job.payload;
  if (typeof payload !== 'object' || payload === null || !('inboxId' in payload)) throw new Error('Not a GHL job.');
  return String(payload.inboxId);
}
