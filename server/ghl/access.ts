import type { InTenant, Storage } from '../storage/storage.ts';
import { companyTokenId, locationTokenId, type GhlToken, type GhlTokens } from '../storage/ghl-tokens.ts';
import { GhlError } from './ghl-error.ts';
import type { Http } from './http.ts';
import { locationToken, refreshTokens, type OauthApp, type TokenAnswer } from './oauth.ts';

export interface AccessDeps {
  storage: Storage;
  tokens: GhlTokens;
  http: Http;
  /** Null while no Marketplace app is configured: private tokens still work. */
  oauthApp: OauthApp | null;
  clock: () => number;
  ids: () => string;
  sleep: (millis: number) => Promise<void>;
}

/** Gives a valid access token of a location. */
export interface Access {
  /** Throws GhlError `ghl_not_connected` or `ghl_reconnect_needed`. */
  tokenOf(tenantId: string, locationId: string): Promise<string>;
  /** GHL refused this token: the next `tokenOf` gives another one, or says that the admin must connect again. */
  refused(tenantId: string, locationId: string, access: string): Promise<void>;
}

/** A token is renewed this long before it ends. */
const MARGIN_MILLIS = 60_000;
const LEASE_MILLIS = 30_000;
const WAIT_MILLIS = 100;

/**
 * Tokens are renewed once however many calls and processes need it: calls of this process share one promise, and
 * processes agree by a lease on the token's row, since a refresh token works only once.
 */
export function createAccess(deps: AccessDeps): Access {
  const running = new Map<string, Promise<GhlToken>>();

  async function valid(tenantId: string, id: string): Promise<GhlToken> {
    const token = await load(tenantId, id);
    return isFresh(token) ? token : renewShared(token);
  }

  async function load(tenantId: string, id: string): Promise<GhlToken> {
    const token = await deps.storage.inTenant(tenantId, (db) => deps.tokens.find(db, tenantId, id));
    if (token === undefined || token.status === 'uninstalled') throw new GhlError('ghl_not_connected');
    if (token.status === 'reconnect') throw new GhlError('ghl_reconnect_needed');
    return token;
  }

  function isFresh(token: GhlToken): boolean {
    return token.access !== null && (token.expiresAt === null || token.expiresAt > deps.clock() + MARGIN_MILLIS);
  }

  function renewShared(token: GhlToken): Promise<GhlToken> {
    const key = `${token.tenantId}/${token.id}/${token.version}`;
    const known = running.get(key);
    if (known !== undefined) return known;
    const renewal = renew(token).finally(() => running.delete(key));
    running.set(key, renewal);
    return renewal;
  }

  async function renew(token: GhlToken): Promise<GhlToken> {
    const inTenant: InTenant = (work) => deps.storage.inTenant(token.tenantId, work);
    const owner = deps.ids();
    // The lease ends by itself when its holder dies, so the wait ends as well.
    while (!(await inTenant((db) => deps.tokens.lease(db, token, owner, deps.clock(), LEASE_MILLIS)))) {
      await deps.sleep(WAIT_MILLIS);
      const now = await load(token.tenantId, token.id);
      if (now.version !== token.version) return now;
    }
    try {
      const answer = await ask(token);
      const fresh = {
        access: answer.access_token,
        refresh: answer.refresh_token ?? null,
        expiresAt: deps.clock() + answer.expires_in * 1000,
      };
      await inTenant((db) => deps.tokens.renew(db, token, owner, fresh));
    } catch (error) {
      if (error instanceof GhlError && error.code === 'ghl_refused') {
        await inTenant((db) => deps.tokens.markReconnect(db, token, deps.clock()));
        throw new GhlError('ghl_reconnect_needed');
      }
      throw error;
    } finally {
      await inTenant((db) => deps.tokens.release(db, token, owner));
    }
    return load(token.tenantId, token.id);
  }

  async function ask(token: GhlToken): Promise<TokenAnswer> {
    if (token.refresh !== null) {
      if (deps.oauthApp === null) throw new GhlError('ghl_refused');
      const userType = token.kind === 'company' ? 'Company' : 'Location';
      return refreshTokens(deps.http, deps.oauthApp, token.refresh, userType);
    }
    if (token.kind === 'oauth' && token.companyId !== null && token.locationId !== null) {
      const company = await valid(token.tenantId, companyTokenId(token.companyId));
      return locationToken(deps.http, company.access ?? '', token.companyId, token.locationId);
    }
    // A private token cannot be renewed.
    throw new GhlError('ghl_refused');
  }

  return {
    async tokenOf(tenantId, locationId) {
      const token = await valid(tenantId, locationTokenId(locationId));
      if (token.access === null) throw new GhlError('ghl_not_connected');
      return token.access;
    },
    async refused(tenantId, locationId, access) {
      const token = await load(tenantId, locationTokenId(locationId));
      // Another call has renewed it already.
      if (token.access !== access) return;
      await renewShared(token);
    },
  };
}
