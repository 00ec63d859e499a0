import { createHash, randomBytes } from 'node:crypto';
import type { Audit } from '../auth/audit.ts';
import type { Db } from '../storage/db.ts';
import { saveOauthState, takeOauthState } from '../storage/ghl-settings.ts';
import { companyTokenId, locationTokenId } from '../storage/ghl-tokens.ts';
import type { Storage } from '../storage/storage.ts';
import { bindLocation, tenantOfLocation } from '../storage/tenants.ts';
import { exportMessages, listCustomFields } from './api.ts';
import { startBackfill } from './export-job.ts';
import type { Ghl } from './ghl.ts';
import { authorizeUrl, exchangeCode, type OauthApp, type TokenAnswer } from './oauth.ts';
import { GHL_SOURCE } from './sources.ts';

/** An admin has this long to choose a location. */
const STATE_MILLIS = 600_000;

export interface ConnectDeps {
  storage: Storage;
  ghl: Ghl;
  clock: () => number;
  ids: () => string;
  audit: Audit;
}
type Who = { tenantId: string; userId: string };

export type Connected =
  | { ok: true; locationId: string | null; companyId: string | null }
  | { ok: false; code: 'ghl_state' | 'ghl_location_taken' | 'ghl_unexpected_answer' };

/** Where to send the admin's browser; the state that comes back proves that the same person began. */
export async function beginConnect(deps: ConnectDeps, who: Who, app: OauthApp, redirectUri: string): Promise<string> {
  const state = randomBytes(32).toString('base64url');
  const expiresAt = deps.clock() + STATE_MILLIS;
  const begun = { hash: hashOf(state), ...who, expiresAt };
  await deps.storage.inTenant(who.tenantId, (db) => saveOauthState(db, begun));
  return authorizeUrl(app, redirectUri, state);
}

/** Ends what `beginConnect` began: exchanges the code, stores the tokens and begins to read the location's past. */
export async function endConnect(
  deps: ConnectDeps,
  who: Who,
  app: OauthApp,
  back: { code: string; state: string; redirectUri: string },
): Promise<Connected> {
  const begun = { hash: hashOf(back.state), ...who, now: deps.clock() };
  const fresh = await deps.storage.inTenant(who.tenantId, (db) => takeOauthState(db, begun));
  if (!fresh) return { ok: false, code: 'ghl_state' };
  const answer = await exchangeCode(deps.ghl.http, app, back.code, back.redirectUri);
  if (answer.userType === 'Company') return connectCompany(deps, who, answer);
  if (answer.locationId === undefined) return { ok: false, code: 'ghl_unexpected_answer' };
  const expiresAt = deps.clock() + answer.expires_in * 1000;
  return connectLocation(deps, who, {
    kind: 'oauth',
    locationId: answer.locationId,
    companyId: answer.companyId ?? null,
    access: answer.access_token,
    refresh: answer.refresh_token ?? null,
    expiresAt,
  });
}

async function connectCompany(deps: ConnectDeps, who: Who, answer: TokenAnswer): Promise<Connected> {
  if (answer.companyId === undefined) return { ok: false, code: 'ghl_unexpected_answer' };
  const now = deps.clock();
  const token = {
    tenantId: who.tenantId,
    id: companyTokenId(answer.companyId),
    kind: 'company' as const,
    locationId: null,
    companyId: answer.companyId,
    access: answer.access_token,
    refresh: answer.refresh_token ?? null,
    expiresAt: now + answer.expires_in * 1000,
    status: 'connected' as const,
    changedAt: now,
  };
  await deps.storage.inTenant(who.tenantId, async (db) => {
    await deps.ghl.tokens.put(db, token);
    await auditConnected(deps, db, who, token.id, token.kind);
  });
  return { ok: true, locationId: null, companyId: answer.companyId };
}

function auditConnected(deps: ConnectDeps, db: Db, who: Who, subject: string, kind: string): Promise<void> {
  const event = { at: deps.clock(), tenantId: who.tenantId, actor: who.userId, subject, detail: { kind } };
  return deps.audit(db, { ...event, kind: 'ghl.connected' });
}

interface LocationAccess {
  kind: 'oauth' | 'private';
  locationId: string;
  companyId: string | null;
  access: string;
  refresh: string | null;
  expiresAt: number | null;
}

/** Stores a location's access and begins to read it; a location belongs to one team. */
export async function connectLocation(deps: ConnectDeps, who: Who, access: LocationAccess): Promise<Connected> {
  const { locationId, companyId } = access;
  const at = { tenantId: who.tenantId, locationId };
  const taken = await deps.storage.inTenant(who.tenantId, async (db) => {
    await bindLocation(db, GHL_SOURCE, locationId, who.tenantId);
    if ((await tenantOfLocation(db, GHL_SOURCE, locationId)) !== who.tenantId) return true;
    const id = locationTokenId(locationId);
    await deps.ghl.tokens.put(db, { ...access, ...at, id, status: 'connected', changedAt: deps.clock() });
    await startBackfill(db, deps, at);
    await auditConnected(deps, db, who, id, access.kind);
    return false;
  });
  return taken ? { ok: false, code: 'ghl_location_taken' } : { ok: true, locationId, companyId };
}

/**
 * Tries a location's stored access with the two calls that everything else builds on. Throws GhlError when it does not
 * work.
 */
export async function proveAccess(deps: ConnectDeps, at: { tenantId: string; locationId: string }): Promise<void> {
  await listCustomFields(deps.ghl.client, at);
  await exportMessages(deps.ghl.client, at, {
    cursor: null,
    startDate: new Date(deps.clock()).toISOString(),
    limit: 10,
  });
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
