import { ADMIN, once, type Entry } from './entry.ts';

/** GoHighLevel: webhooks, connection, backfill, dead letters. */
export const GHL_ROUTES: Record<string, Entry> = {
  'POST /webhooks/ghl': { who: 'public', tries: (t) => [{ body: { locationId: t.tenant } }], own: 401, foreign: 401 },
  'POST /api/ghl/session': { who: 'public', tries: once({ payload: 'U2FsdGVkX18=' }), own: 503, foreign: 503 },
  'POST /webhooks/ghl/workflow': {
    who: 'public',
    tries: (t) => [{ body: { location: { id: t.location } } }],
    own: 401,
    foreign: 401,
  },
  'GET /api/ghl/status': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/ghl/connect': { who: ADMIN, tries: once(), own: 409, foreign: 409 },
  'GET /api/ghl/callback': { who: ADMIN, tries: once(), own: 409, foreign: 409 },
  // There is no CRM to ask.
  'POST /api/ghl/tokens': {
    who: ADMIN,
    tries: (t) => [{ body: { locationId: t.location, token: 'a token of nobody' } }],
    own: 502,
    foreign: 409,
    writes: true,
  },
  'DELETE /api/ghl/locations/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
  'PUT /api/ghl/settings': { who: ADMIN, tries: once({}), own: 200, foreign: 200, writes: true },
  'POST /api/ghl/locations/:id/backfill': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/backfill` }],
    own: 202,
    foreign: 409,
    writes: true,
  },
  // Nothing is being read, and nothing was stopped.
  'DELETE /api/ghl/locations/:id/backfill': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/backfill` }],
    own: 409,
    foreign: 409,
  },
  'POST /api/ghl/locations/:id/backfill/resume': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/backfill/resume` }],
    own: 409,
    foreign: 409,
  },
  'POST /api/ghl/locations/:id/workflow-secret': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/workflow-secret` }],
    own: 201,
    foreign: 409,
    writes: true,
  },
  'GET /api/ghl/dead-letters': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/ghl/dead-letters/:id/rerun': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/dead-letters/${t.deadLetter}/rerun` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
  'DELETE /api/ghl/dead-letters/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/dead-letters/${t.deadLetter}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
};
