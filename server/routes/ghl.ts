import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { beginConnect, connectLocation, endConnect, proveAccess } from '../ghl/connect.ts';
import { resumeReading, startBackfill, stopReading } from '../ghl/export-job.ts';
import type { AuditEvent } from '../auth/audit.ts';
import { tell } from '../auth/team.ts';
import { GhlError } from '../ghl/ghl-error.ts';
import { secretHash } from '../ghl/receive-workflow.ts';
import { GhlSettings, ghlSettingsOf } from '../ghl/settings.ts';
import { GHL_SOURCE } from '../ghl/sources.ts';
import type { AppDeps, MemberEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { listExports, type GhlExport } from '../storage/ghl-exports.ts';
import { putWorkflowSecret, saveGhlSettings } from '../storage/ghl-settings.ts';
import { locationTokenId } from '../storage/ghl-tokens.ts';
import { countTenantEvents } from '../storage/inbox-times.ts';
import { listDeadLetters, reviveDeadLetter } from '../storage/tenant-jobs.ts';
import { tenantOfLocation } from '../storage/tenants.ts';
import { writeTenant } from '../sync/tenant-write.ts';

const CALLBACK = '/api/ghl/callback';
/** Where the browser lands after the callback: the app's screen, which tells the outcome by the query. */
const AFTER = '/#/ghl';
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const PrivateToken = v.strictObject({
  locationId: id,
  token: v.pipe(v.string(), v.trim(), v.minLength(8), v.maxLength(2000)),
});
const PAGE = 100;

/** How an admin connects GHL, says what is written to it, and sees how it goes. */
export function ghlRoutes(deps: AppDeps) {
  const redirectUri = (c: Context) => `${deps.config.publicUrl ?? new URL(c.req.url).origin}${CALLBACK}`;
  const remove = (tenantId: string, locationId: string) =>
    deps.storage.inTenant(tenantId, (db) => deps.ghl.tokens.remove(db, tenantId, locationTokenId(locationId)));
  const revive = (tenantId: string, jobId: string, runAt: number | null) =>
    deps.storage.inTenant(tenantId, (db) => reviveDeadLetter(db, tenantId, jobId, runAt));
  return new Hono<MemberEnv>()
    .use('/api/ghl/*', requireMember(deps, 'admin'))
    .get('/api/ghl/status', async (c) => {
      const { tenantId } = c.get('viewer');
      const { tokens, reading, events, settings } = await deps.storage.inTenant(tenantId, async (db) => ({
        tokens: await deps.ghl.tokens.list(db, tenantId),
        reading: (await listExports(db, tenantId)).map(progressOf),
        events: await countTenantEvents(db, tenantId),
        settings: await ghlSettingsOf(db, tenantId),
      }));
      const connections = tokens.map(({ kind, locationId, companyId, status, expiresAt, changedAt }) => {
        return { kind, locationId, companyId, status, expiresAt, changedAt };
      });
      return c.json({
        canUseOauth: deps.ghl.oauthApp !== null,
        connections,
        reading,
        events,
        settings,
      });
    })
    .post('/api/ghl/connect', async (c) => {
      const app = deps.ghl.oauthApp;
      if (app === null) return problem(c, 409, 'ghl_no_app');
      const { tenantId, userId } = c.get('viewer');
      return c.json({ url: await beginConnect(deps, { tenantId, userId }, app, redirectUri(c)) });
    })
    .get(CALLBACK, async (c) => {
      const app = deps.ghl.oauthApp;
      if (app === null) return problem(c, 409, 'ghl_no_app');
      const { code, state } = c.req.query();
      const { tenantId, userId } = c.get('viewer');
      if (!code || !state) return c.redirect(`${AFTER}?failed=ghl_state`);
      try {
        const back = { code, state, redirectUri: redirectUri(c) };
        const done = await endConnect(deps, { tenantId, userId }, app, back);
        deps.wakeCalls();
        return c.redirect(done.ok ? `${AFTER}?connected=1` : `${AFTER}?failed=${done.code}`);
      } catch (error) {
        if (error instanceof GhlError) return c.redirect(`${AFTER}?failed=${error.code}`);
        throw error;
      }
    })
    .post('/api/ghl/tokens', jsonBody(PrivateToken), async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const { locationId, token } = c.req.valid('json');
      const access = {
        kind: 'private',
        companyId: null,
        refresh: null,
        expiresAt: null,
        locationId,
        access: token,
      } as const;
      const done = await connectLocation(deps, { tenantId, userId }, access);
      if (!done.ok) return problem(c, 409, done.code);
      try {
        await proveAccess(deps, { tenantId, locationId });
      } catch (error) {
        // What does not open the location is not kept.
        if (error instanceof GhlError && isRefusal(error)) {
          await remove(tenantId, locationId);
        }
        return ghlProblem(c, error);
      }
      deps.wakeCalls();
      return c.json({ locationId }, 201);
    })
    .delete('/api/ghl/locations/:id', async (c) => {
      const viewer = c.get('viewer');
      const locationId = c.req.param('id');
      const gone = await deps.storage.inTenant(viewer.tenantId, async (db) => {
        const removed = await deps.ghl.tokens.remove(db, viewer.tenantId, locationTokenId(locationId));
        if (removed) await tell(deps, { db, now: deps.clock() }, viewer, 'ghl.disconnected', locationId);
        return removed;
      });
      return gone ? c.body(null, 204) : problem(c, 404, 'ghl_not_connected');
    })
    .put('/api/ghl/settings', jsonBody(GhlSettings), async (c) => {
      const viewer = c.get('viewer');
      const { tenantId } = viewer;
      const settings = await writeTenant(deps, tenantId, async (write) => {
        const before = await ghlSettingsOf(write.db, tenantId);
        await saveGhlSettings(write.db, tenantId, c.req.valid('json'));
        const after = await ghlSettingsOf(write.db, tenantId);
        const changed = changesOf(before, after);
        if (Object.keys(changed).length > 0) await tell(deps, write, viewer, 'ghl.settings_changed', null, changed);
        return after;
      });
      return c.json(settings);
    })
    .post('/api/ghl/locations/:id/backfill', async (c) => {
      const viewer = c.get('viewer');
      const at = { tenantId: viewer.tenantId, locationId: c.req.param('id') };
      const started = await writeTenant(deps, at.tenantId, async (write) => {
        const token = await deps.ghl.tokens.find(write.db, at.tenantId, locationTokenId(at.locationId));
        if (token?.status !== 'connected') return false;
        await startBackfill(write.db, deps, at);
        await tell(deps, write, viewer, 'ghl.reading_started', at.locationId);
        return true;
      });
      if (!started) return problem(c, 409, 'ghl_not_connected');
      deps.wakeCalls();
      return c.json({ started: true }, 202);
    })
    .delete('/api/ghl/locations/:id/backfill', async (c) => {
      const viewer = c.get('viewer');
      const at = { tenantId: viewer.tenantId, locationId: c.req.param('id') };
      const stopped = await writeTenant(deps, at.tenantId, async (write) => {
        const done = await stopReading(write, deps, at);
        if (done) await tell(deps, write, viewer, 'ghl.reading_stopped', at.locationId);
        return done;
      });
      return stopped ? c.json({ stopped: true }) : problem(c, 409, 'ghl_not_reading');
    })
    .post('/api/ghl/locations/:id/backfill/resume', async (c) => {
      const viewer = c.get('viewer');
      const at = { tenantId: viewer.tenantId, locationId: c.req.param('id') };
      const resumed = await writeTenant(deps, at.tenantId, async (write) => {
        const done = await resumeReading(write, deps, at);
        if (done) await tell(deps, write, viewer, 'ghl.reading_resumed', at.locationId);
        return done;
      });
      if (!resumed) return problem(c, 409, 'ghl_not_stopped');
      deps.wakeCalls();
      return c.json({ resumed: true }, 202);
    })
    .post('/api/ghl/locations/:id/workflow-secret', async (c) => {
      const viewer = c.get('viewer');
      const { tenantId } = viewer;
      const locationId = c.req.param('id');
      const owner = await deps.storage.asSystem((db) => tenantOfLocation(db, GHL_SOURCE, locationId));
      if (owner !== undefined && owner !== tenantId) return problem(c, 409, 'ghl_location_taken');
      const secret = randomBytes(32).toString('base64url');
      const kept = { tenantId, locationId, hash: secretHash(secret), now: deps.clock() };
      await deps.storage.inTenant(tenantId, async (db) => {
        await putWorkflowSecret(db, kept);
        await tell(deps, { db, now: kept.now }, viewer, 'ghl.secret_made', locationId);
      });
      // Shown once: only its hash is kept.
      return c.json({ secret }, 201);
    })
    .get('/api/ghl/dead-letters', async (c) => {
      const after = c.req.query('after') ?? '';
      const { tenantId } = c.get('viewer');
      const items = await deps.storage.inTenant(tenantId, (db) => listDeadLetters(db, tenantId, PAGE, after));
      return c.json({ items, next: items.length === PAGE ? (items.at(-1)?.id ?? null) : null });
    })
    .post('/api/ghl/dead-letters/:id/rerun', async (c) => {
      const { tenantId } = c.get('viewer');
      const found = await revive(tenantId, c.req.param('id'), deps.clock());
      if (!found) return problem(c, 404, 'not_found');
      deps.wakeCalls();
      deps.wakeJobs();
      return c.json({ queued: true }, 202);
    })
    .delete('/api/ghl/dead-letters/:id', async (c) => {
      const found = await revive(c.get('viewer').tenantId, c.req.param('id'), null);
      return found ? c.body(null, 204) : problem(c, 404, 'not_found');
    });
}

function progressOf(state: GhlExport) {
  const { location_id: locationId, mode, phase, messages, contacts, opportunities, total } = state;
  return {
    locationId,
    mode,
    phase,
    messages,
    contacts,
    opportunities,
    /** Messages there are, as GHL counted them at the start; null before the first page. */
    total,
    reached: state.reached === 0 ? null : state.reached,
    startedAt: state.started_at,
    finishedAt: state.finished_at,
    /** When an admin stopped it; null while it goes on. */
    stoppedAt: state.stopped_at,
  };
}

/** The settings that changed, as they are now. */
function changesOf(before: GhlSettings, after: GhlSettings): AuditEvent['detail'] {
  const names = (Object.keys(after) as (keyof GhlSettings)[]).filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  return Object.fromEntries(
    names.map((name) => {
      const value = after[name];
      return [name, Array.isArray(value) ? JSON.stringify(value) : value];
    }),
  );
}

function isRefusal(error: GhlError): boolean {
  return ['ghl_refused', 'ghl_reconnect_needed', 'ghl_not_found', 'ghl_unprocessable'].includes(error.code);
}

function ghlProblem(c: Context, error: unknown): Response {
  if (!(error instanceof GhlError)) throw error;
  if (isRefusal(error)) return problem(c, 422, error.code === 'ghl_reconnect_needed' ? 'ghl_refused' : error.code);
  return problem(c, error.code === 'ghl_rate_limited' ? 429 : 502, error.code);
}
