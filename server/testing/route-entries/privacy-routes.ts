import { ADMIN, ALL, nextSerial, ofLeads, once, WRITERS, type Entry } from './entry.ts';

/** Export, erasure, retention, audit, consent. */
export const PRIVACY_ROUTES: Record<string, Entry> = {
  'POST /api/privacy/export': {
    who: ADMIN,
    tries: (t) =>
      Object.values(t.leads).flatMap((lead) => ['json', 'html'].map((format) => ({ body: { who: { lead }, format } }))),
    own: 200,
    foreign: 404,
    writes: true,
  },
  'POST /api/privacy/erase': {
    who: ADMIN,
    tries: (t) => [{ body: { who: { lead: t.leads.free }, reason: 'request' } }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/privacy/erasures': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/privacy/erasures/:id/lift': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/privacy/erasures/${t.erasure}/lift` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/privacy/retention': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'PUT /api/privacy/retention': {
    who: ADMIN,
    tries: once({ closedLeadDays: 365 }),
    own: 200,
    foreign: 200,
    writes: true,
  },
  'POST /api/privacy/retention/preview': { who: ADMIN, tries: once({ closedLeadDays: 1 }), own: 200, foreign: 200 },
  'GET /api/privacy/audit': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/privacy/training': { who: ADMIN, tries: once(), own: 200, foreign: 200, writes: true },
  'GET /api/leads/:id/consent': {
    who: ALL,
    tries: (t) => ofLeads(t, 'consent'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'POST /api/leads/:id/consent': {
    who: WRITERS,
    tries: (t) =>
      ofLeads(t, 'consent', () => {
        return { id: `consent-${nextSerial()}`, channel: 'sms', kind: 'reconsent', at: '2026-10-01T10:00:00.000Z' };
      }),
    own: 201,
    unseen: 404,
    foreign: 404,
    writes: true,
  },
};
