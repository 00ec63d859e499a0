import * as v from 'valibot';
import type { JobHandler } from '../jobs/runner.ts';
import { findCrmCopy } from '../storage/crm-copies.ts';
import type { Db } from '../storage/db.ts';
import { findExport, saveExport, type GhlExport } from '../storage/ghl-exports.ts';
import { completeJob, type Job } from '../storage/jobs.ts';
import { enqueueTenantJob, jobWaits } from '../storage/tenant-jobs.ts';
import { writeTenant, type TenantWrite, type WriteDeps } from '../sync/tenant-write.ts';
import { exportMessages, getContact, searchOpportunities, type ApiContact, type ApiMessage } from './api.ts';
import type { At, GhlClient } from './client.ts';
import { crmIdOf, type EventDeps } from './event-context.ts';
import { GhlError } from './ghl-error.ts';
import { processEvent } from './process-event.ts';
import { queueUsers } from './queue-users.ts';
import { isoOf, timeOf, type GhlEvent } from './read-event.ts';
import { ghlSettingsOf } from './settings.ts';

/** The job that reads one page of a location's past. */
export const EXPORT_JOB = 'ghl-export';

const PAGE = 50;
/** GHL's cursor lives two minutes; an older one is not tried. */
const CURSOR_MILLIS = 100_000;
/** A reconciliation begins this long before the end of the last one: lists of GHL lag behind. */
const OVERLAP_MILLIS = 600_000;

const Payload = v.object({ tenantId: v.string(), locationId: v.string() });

export interface ExportDeps extends WriteDeps {
  client: GhlClient;
  events: EventDeps;
}

/** Begins to read everything of a location, from the first message on, in place of what was being read. */
export async function startBackfill(db: Db, deps: { ids: () => string; clock: () => number }, at: At): Promise<void> {
  const now = deps.clock();
  const jobId = deps.ids();
  await saveExport(db, { ...freshRun(at, 'backfill', 0, now), complete_until: null, job_id: jobId });
  await enqueue(db, at, jobId, now, now);
  await queueUsers(db, at, now);
}

/** Stops the reading in hand; what was read stays. False when nothing is being read. */
export async function stopReading(write: TenantWrite, deps: { ids: () => string }, at: At): Promise<boolean> {
  const state = await findExport(write.db, at.tenantId, at.locationId);
  if (state === undefined || state.phase === 'done' || state.stopped_at !== null) return false;
  // The job in the queue, or in hand, is no longer the one that may go on.
  await saveExport(write.db, { ...state, stopped_at: write.now, job_id: deps.ids() });
  return true;
}

/** Goes on where a reading was stopped. False when none was. */
export async function resumeReading(write: TenantWrite, deps: { ids: () => string }, at: At): Promise<boolean> {
  const state = await findExport(write.db, at.tenantId, at.locationId);
  if (state === undefined || state.stopped_at === null) return false;
  const jobId = deps.ids();
  await saveExport(write.db, { ...state, stopped_at: null, job_id: jobId });
  await enqueue(write.db, at, jobId, write.now, write.now);
  return true;
}

/** Sees to it that a connected location is read on schedule: its job may have died, or belong to an older version. */
export async function ensureExport(db: Db, deps: { ids: () => string; clock: () => number }, at: At): Promise<void> {
  const state = await findExport(db, at.tenantId, at.locationId);
  if (state === undefined) return startBackfill(db, deps, at);
  if (state.stopped_at !== null || (await jobWaits(db, state.job_id))) return;
  const jobId = deps.ids();
  await saveExport(db, { ...state, job_id: jobId });
  await enqueue(db, at, jobId, deps.clock(), deps.clock());
}

/**
 * Reads one page: the messages since the last one, oldest first, with the contacts that are not known yet, then the
 * opportunities. Page, progress and the next page's job are one transaction, so a stop at any moment loses nothing;
 * when the cursor has died, reading goes on from the date of the last message.
 */
export function exportJob(deps: ExportDeps): JobHandler {
  return {
    async run(job) {
      const at = v.parse(Payload, job.payload);
      let state = await deps.storage.inTenant(at.tenantId, (db) => findExport(db, at.tenantId, at.locationId));
      if (state?.job_id !== job.id) return writeTenant(deps, at.tenantId, (write) => completeJob(write.db, job));
      if (state.phase === 'done') {
        const since = Math.max(0, (state.complete_until ?? 0) - OVERLAP_MILLIS);
        state = { ...state, ...freshRun(at, 'reconcile', since, deps.clock()) };
      }
      const step = state.phase === 'messages' ? readMessages : readOpportunities;
      await step(deps, at, job, state);
    },
    async onDead(job) {
      const at = v.parse(Payload, job.payload);
      await deps.storage.inTenant(at.tenantId, async (db) => {
        const state = await findExport(db, at.tenantId, at.locationId);
        if (state?.job_id !== job.id) return;
        const { reconcileMinutes } = await ghlSettingsOf(db, at.tenantId);
        const jobId = deps.events.ids();
        const now = deps.clock();
        await saveExport(db, { ...state, cursor: null, job_id: jobId });
        await enqueue(db, at, jobId, now + reconcileMinutes * 60_000, now);
      });
    },
  };
}

async function readMessages(deps: ExportDeps, at: At, job: Job, state: GhlExport): Promise<void> {
  const page = await nextPage(deps, at, state);
  const contacts = await contactsOf(deps, at, state.mode, page.messages);
  const readAt = deps.clock();
  await writeTenant(deps, at.tenantId, async (write) => {
    for (const contact of contacts) {
      await take(write, deps, at, { ...contact, type: 'ContactUpdate' }, readAt, `read:${contact.id}:${readAt}`);
    }
    for (const message of page.messages) await takeMessage(write, deps, at, message);
    const cursor = page.nextCursor ?? null;
    const dates = page.messages.map((message) => timeOf(message.dateAdded) ?? 0);
    await save(write, deps, at, job, {
      ...state,
      since: page.since,
      cursor,
      cursor_at: cursor === null ? null : readAt,
      reached: Math.max(state.reached, ...dates),
      messages: state.messages + page.messages.length,
      contacts: state.contacts + contacts.length,
      total: state.total ?? page.total ?? null,
      phase: cursor === null ? 'opportunities' : 'messages',
    });
  });
}

/** The next page, and the date from which its cursor counts. */
async function nextPage(deps: ExportDeps, at: At, state: GhlExport) {
  const afresh = async () => {
    const from = { cursor: null, startDate: isoOf(state.reached), limit: PAGE };
    return { ...(await exportMessages(deps.client, at, from)), since: state.reached };
  };
  const alive = state.cursor !== null && deps.clock() - (state.cursor_at ?? 0) < CURSOR_MILLIS;
  if (!alive) return afresh();
  try {
    const from = { cursor: state.cursor, startDate: isoOf(state.since), limit: PAGE };
    return { ...(await exportMessages(deps.client, at, from)), since: state.since };
  } catch (error) {
    // The cursor died earlier than it should have.
    if (error instanceof GhlError && error.code === 'ghl_refused') return afresh();
    throw error;
  }
}

/**
 * Contacts of which only messages are known so far; a reconciliation reads those with new messages anew, since what no
 * webhook told may have changed.
 */
async function contactsOf(
  deps: ExportDeps,
  at: At,
  mode: GhlExport['mode'],
  messages: readonly ApiMessage[],
): Promise<ApiContact[]> {
  const found: ApiContact[] = [];
  for (const contactId of new Set(messages.map((message) => message.contactId))) {
    const crmId = crmIdOf(at, contactId);
    const copy = await deps.storage.inTenant(at.tenantId, (db) => findCrmCopy(db, at.tenantId, 'lead', crmId));
    // Guesses made from messages have a time below 1.
    if (mode === 'backfill' && copy !== undefined && Object.values(copy.fields).some(({ t }) => t > 1)) continue;
    try {
      found.push(await getContact(deps.client, at, contactId));
    } catch (error) {
      // A contact that was deleted meanwhile: its messages stay under what they tell of it.
      if (!(error instanceof GhlError) || !['ghl_refused', 'ghl_not_found'].includes(error.code)) throw error;
    }
  }
  return found;
}

function takeMessage(write: TenantWrite, deps: ExportDeps, at: At, message: ApiMessage): Promise<void> {
  const { id, messageType, direction, type, ...rest } = message;
  const event = {
    ...rest,
    type: direction === 'inbound' ? 'InboundMessage' : 'OutboundMessage',
    messageId: id,
    messageTypeString: messageType ?? undefined,
    messageTypeId: type,
  };
  return take(write, deps, at, event, timeOf(message.dateAdded) ?? 0, `export:${id}`);
}

async function readOpportunities(deps: ExportDeps, at: At, job: Job, state: GhlExport): Promise<void> {
  const { outcomes } = await deps.storage.inTenant(at.tenantId, (db) => ghlSettingsOf(db, at.tenantId));
  const page = outcomes
    ? await searchOpportunities(deps.client, at, state.page, PAGE)
    : { opportunities: [], meta: {} };
  const readAt = deps.clock();
  await writeTenant(deps, at.tenantId, async (write) => {
    for (const one of page.opportunities) {
      const time = timeOf(one['updatedAt']) ?? readAt;
      await take(write, deps, at, { ...one, type: 'OpportunityUpdate' }, time, `read:${one.id}`);
    }
    const next = page.meta.nextPage ?? null;
    const opportunities = state.opportunities + page.opportunities.length;
    const moved = { ...state, opportunities, page: next ?? state.page };
    const over = { phase: 'done', finished_at: readAt, complete_until: state.started_at } as const;
    await save(write, deps, at, job, next === null ? { ...moved, ...over } : moved);
  });
}

async function take(write: TenantWrite, deps: ExportDeps, at: At, event: GhlEvent, time: number, eventId: string) {
  await processEvent(write, { ...deps.events, locationId: at.locationId, eventId, time }, event);
}

/** Saves the progress and puts the next page's job in the place of this one. */
async function save(write: TenantWrite, deps: ExportDeps, at: At, job: Job, state: GhlExport): Promise<void> {
  // Stopped, or begun anew, while the page was read: it stays, and the one that goes on reads it once more.
  if ((await findExport(write.db, at.tenantId, at.locationId))?.job_id !== job.id) return completeJob(write.db, job);
  const { reconcileMinutes } = await ghlSettingsOf(write.db, at.tenantId);
  const jobId = deps.events.ids();
  await saveExport(write.db, { ...state, job_id: jobId });
  const pause = state.phase === 'done' ? reconcileMinutes * 60_000 : 0;
  await enqueue(write.db, at, jobId, write.now + pause, write.now);
  if (state.phase === 'done') await queueUsers(write.db, at, write.now);
  await completeJob(write.db, job);
}

function freshRun(at: At, mode: GhlExport['mode'], since: number, now: number) {
  return {
    tenant_id: at.tenantId,
    location_id: at.locationId,
    mode,
    phase: 'messages' as const,
    since,
    reached: since,
    cursor: null,
    cursor_at: null,
    page: 1,
    messages: 0,
    contacts: 0,
    opportunities: 0,
    total: null,
    started_at: now,
    finished_at: null,
    stopped_at: null,
  };
}

function enqueue(db: Db, at: At, id: string, runAt: number, now: number): Promise<void> {
  const { tenantId, locationId } = at;
  return enqueueTenantJob(db, { id, tenantId, kind: EXPORT_JOB, payload: { locationId }, runAt, now });
}
