import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { describeError, type Logger } from '../log.ts';
import { storageFailureOf } from '../storage/failure.ts';

/** Every error answer of the server (RFC 9457). `code` is stable, for machines; the rest is for people. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
}

/** The sentence that a person reads, by code. */
const DETAILS = {
  unauthenticated: 'Sign in first.',
  no_member: 'This account belongs to no team.',
  member_deactivated: 'This account was deactivated in the team: what the device holds of it must go.',
  too_many_requests: 'Too many requests. Wait as long as Retry-After says.',
  last_admin: 'A team needs an admin: make somebody else one first.',
  invite_invalid: 'This invite was used, withdrawn or is too old. Ask for a new one.',
  already_member: 'This account is in the team already, or was deactivated there: ask an admin.',
  account_exists: 'There is an account with this address. Sign in, then open the invite again.',
  passkey_refused: 'This passkey could not be verified.',
  bad_context: 'The sign-in from the CRM could not be read.',
  location_unknown: 'Leadlight is not installed for this location.',
  ghl_user_unknown: 'No member of the team has the address of this CRM user. Ask an admin for an invite.',
  ghl_off: 'Sign-in from the CRM is not configured: the server needs GHL_SHARED_SECRET.',
  model_refused: 'The model could not be fetched.',
  model_exists: 'There is a model of this name.',
  bad_api_key: 'The API key is missing, unknown, revoked or too old, or its member was deactivated.',
  missing_scope: 'The API key does not have the scope that this needs.',
  idempotency_key_missing: 'An Idempotency-Key header of 8 to 100 letters, digits, - or _ is needed.',
  idempotency_key_reused: 'This Idempotency-Key came with another request before: use a new one for each.',
  forbidden: 'Your role does not allow this.',
  foreign_origin: 'The request comes from another site.',
  not_found: 'There is nothing here.',
  too_large: 'The request is too large.',
  invalid_json: 'The body is not valid JSON in UTF-8.',
  invalid_address: 'The address holds a character that it must not hold.',
  invalid_request: 'The body does not have the expected form.',
  not_an_object: 'The body is not a JSON object.',
  missing_webhook_id: 'The event has no webhookId.',
  missing_location_id: 'The event has no locationId.',
  bad_secret: 'The secret is missing or unknown.',
  wrong_location: 'The secret belongs to another location.',
  ghl_no_app: 'No GHL app is configured: set GHL_CLIENT_ID and GHL_CLIENT_SECRET, or use a Private Integration Token.',
  ghl_state: 'This connection attempt is not known or has expired: start again.',
  ghl_location_taken: 'This location is connected to another team.',
  ghl_not_connected: 'This location is not connected to GHL.',
  ghl_not_reading: 'Nothing of this location is being read that could be stopped.',
  ghl_not_stopped: 'No reading of this location was stopped.',
  ghl_reconnect_needed: 'GHL no longer accepts the stored access: connect again.',
  ghl_rate_limited: 'The limit of GHL is used up for now: try again in a minute.',
  ghl_circuit_open: 'GHL does not answer at the moment: try again in a minute.',
  ghl_unavailable: 'GHL did not answer: try again.',
  ghl_unprocessable: 'GHL refused the content.',
  ghl_not_found: 'GHL does not know it.',
  ghl_refused: 'GHL refused the request: check the token, the location and its permissions.',
  ghl_unexpected_answer: 'GHL answered in an unexpected form.',
  ghl_setting_off: 'An admin has not switched this on in the GHL settings.',
  not_in_crm: 'This lead has no contact in GHL.',
  channel_not_sendable: 'Messages cannot be sent on this channel through GHL.',
  push_off: 'Pushes are not set up: the server needs VAPID keys.',
  too_many_webhooks: 'A team has 20 webhooks at most: remove one first.',
  conflict: 'It was decided already.',
  bad_signature: 'The signature is missing or does not fit the body.',
  web_not_built: 'The web app is not built yet: run "npm run build".',
  database_unavailable:
    'The database cannot be reached at the moment. Nothing was changed: try again in a few seconds.',
  storage_full: 'The server has no room left to store anything. Nothing was changed: its admin must make room.',
  internal: 'The server has stumbled. It has been logged.',
} as const;
export type ProblemCode = keyof typeof DETAILS;

const TITLES: Partial<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Content too large',
  422: 'Unprocessable content',
  429: 'Too many requests',
  502: 'Bad gateway',
  503: 'Service unavailable',
  507: 'Insufficient storage',
};

/** An error answer; `at` names the place in the request, never its value. */
export function problem(c: Context, status: ContentfulStatusCode, code: ProblemCode, at?: string): Response {
  const detail = at === undefined ? DETAILS[code] : `${DETAILS[code]} (${at})`;
  const title = TITLES[status] ?? 'Error';
  const body: Problem = { type: 'about:blank', title, status, code, detail };
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' });
}

/** The one place where thrown errors become answers: a bug is logged without its message, which may quote data. */
export function onError(logger: Logger) {
  return (error: Error, c: Context): Response => {
    // Hono's validator throws this for a body that is no JSON.
    if (error instanceof HTTPException && error.status === 400) return problem(c, 400, 'invalid_json');
    const failure = storageFailureOf(error);
    if (failure !== null) {
      logger.error({ code: failure, method: c.req.method }, 'the store failed');
      if (failure === 'storage_full') return problem(c, 507, failure);
      c.header('retry-after', '15');
      return problem(c, 503, failure);
    }
    logger.error({ ...describeError(error), method: c.req.method }, 'a request failed');
    return problem(c, 500, 'internal');
  };
}
