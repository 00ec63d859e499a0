import { describeError, type Logger } from '../log.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { findEvent, settleEvent, type InboxEvent } from '../storage/inbox.ts';
import { completeJob, type Job } from '../storage/jobs.ts';
import { bindLocation, firstTenant, tenantOfLocation } from '../storage/tenants.ts';
import { writeTenant, type WriteDeps } from '../sync/tenant-write.ts';
import { processEvent, type Outcome } from './process-event.ts';
import type { GhlEvent } from './read-event.ts';
import { GHL_SOURCE } from './receive-webhook.ts';

export interface EventJobDeps extends WriteDeps {
  ids: () => string;
  logger: Logger;
}

/** Processes stored GHL events: effects, the event's mark and the job's end are one transaction. */
export function ghlEventJob(deps: EventJobDeps): JobHandler {
  return {
    async run(job) {
      const event = await findEvent(deps.storage.db, inboxIdOf(job));
      if (event === undefined) throw new Error('The event of a job is gone.');
      if (event.locationId === null) return settle(deps, job, event);
      const { locationId } = event;
      const tenantId = await tenantFor(deps, locationId);
      const payload = JSON.parse(event.body) as GhlEvent;
      await writeTenant(deps, tenantId, async (write) => {
        const context = { locationId, eventId: event.eventId, receivedAt: event.receivedAt, ids: deps.ids };
        const outcome = await processEvent(write, context, payload);
        const detail = detailOf(outcome);
        await settleEvent(write.db, event.id, { status: outcome.status, detail, tenantId, at: write.now });
        await completeJob(write.db, job);
        deps.logger.debug({ kind: event.kind, outcome: detail ?? outcome.status }, 'webhook processed');
      });
    },
    async onDead(job, error) {
      const detail = describeError(error).error;
      const outcome = { status: 'failed' as const, detail, tenantId: null, at: deps.clock() };
      await settleEvent(deps.storage.db, inboxIdOf(job), outcome);
    },
  };
}

/** An agency's event belongs to no location: it is kept and counted. */
function settle(deps: EventJobDeps, job: Job, event: InboxEvent): Promise<void> {
  return deps.storage.transaction(async (db) => {
    const outcome = { status: 'ignored' as const, detail: 'no_location', tenantId: null, at: deps.clock() };
    await settleEvent(db, event.id, outcome);
    await completeJob(db, job);
  });
}

/** The tenant of a location. While there is one tenant, a location seen for the first time is bound to it. */
function tenantFor(deps: EventJobDeps, locationId: string): Promise<string> {
  return deps.storage.asSystem(async (db) => {
    const known = await tenantOfLocation(db, GHL_SOURCE, locationId);
    if (known !== undefined) return known;
    const tenant = await firstTenant(db);
    if (tenant === undefined) throw new Error('There is no tenant to bind a location to.');
    await bindLocation(db, GHL_SOURCE, locationId, tenant.id);
    deps.logger.info({ location: locationId, tenant: tenant.id }, 'new GHL location bound to the default tenant');
    return tenant.id;
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
