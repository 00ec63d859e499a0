import * as v from 'valibot';
import { GhlError } from './ghl-error.ts';
import type { Http } from './http.ts';

/** The Marketplace app's own credentials. */
export interface OauthApp {
  clientId: string;
  clientSecret: string;
  /** `https://marketplace.gohighlevel.com/oauth/chooselocation`, or a white-label one. */
  authorizeUrl: string;
}

/** What the calls of this server need. */
const SCOPES = [
  'contacts.readonly',
  'contacts.write',
  'conversations.readonly',
  'conversations/message.readonly',
  'conversations/message.write',
  'locations/customFields.readonly',
  'locations/customFields.write',
  'opportunities.readonly',
  'users.readonly',
  'oauth.readonly',
  'oauth.write',
] as const;

const TokenAnswer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  refresh_token: v.optional(v.string()),
  expires_in: v.pipe(v.number(), v.minValue(1)),
  userType: v.optional(v.string()),
  locationId: v.optional(v.string()),
  companyId: v.optional(v.string()),
});
export type TokenAnswer = v.InferOutput<typeof TokenAnswer>;

/** Where the admin's browser goes to choose a location. */
export function authorizeUrl(app: OauthApp, redirectUri: string, state: string): string {
  const url = new URL(app.authorizeUrl);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('scope', SCOPES.join(' '));
  url.searchParams.set('state', state);
  return url.href;
}

/** Exchanges the code of a callback for tokens. Throws GhlError. */
export function exchangeCode(http: Http, app: OauthApp, code: string, redirectUri: string): Promise<TokenAnswer> {
  return tokenCall(http, app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
}

/** Uses a refresh token up and returns its successor. Throws GhlError; `ghl_refused` means that it is used up. */
export function refreshTokens(
  http: Http,
  app: OauthApp,
  refreshToken: string,
  userType: 'Company' | 'Location',
): Promise<TokenAnswer> {
  return tokenCall(http, app, { grant_type: 'refresh_token', refresh_token: refreshToken, user_type: userType });
}

/** Exchanges a company's access for one location's. */
export async function locationToken(
  http: Http,
  companyAccess: string,
  companyId: string,
  locationId: string,
): Promise<TokenAnswer> {
  const answer = await http({
    method: 'POST',
    path: '/oauth/locationToken',
    headers: { authorization: `Bearer ${companyAccess}`, version: '2021-07-28' },
    body: new URLSearchParams({ companyId, locationId }),
    repeatable: true,
  });
  return parse(answer.status, answer.body);
}

async function tokenCall(http: Http, app: OauthApp, fields: Record<string, string>): Promise<TokenAnswer> {
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...fields });
  // A code and a refresh token work once: a second try after a lost answer would only say so.
  const answer = await http({ method: 'POST', path: '/oauth/token', headers: {}, body, repeatable: false });
  return parse(answer.status, answer.body);
}

function parse(status: number, body: unknown): TokenAnswer {
  if (status === 429) throw new GhlError('ghl_unavailable', { status });
  if (status < 200 || status > 299) throw new GhlError('ghl_refused', { status });
  const parsed = v.safeParse(TokenAnswer, body);
  if (!parsed.success) throw new GhlError('ghl_unexpected_answer');
  return parsed.output;
}
