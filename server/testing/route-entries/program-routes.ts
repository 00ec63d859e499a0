import type { TeamWorld } from '../leak-world.ts';
import { ADMIN, ALL, nextSerial, ofLeads, once, WRITERS, type Entry, type Try } from './entry.ts';

/** A request of the API for programs to each lead of a team. */
function ofV1Leads(team: TeamWorld, below: string, body?: () => unknown): Try[] {
  return ofLeads(team, below, body).map((one) => ({ ...one, path: `/api/v1${one.path?.slice('/api'.length)}` }));
}

/** API keys and the API for programs. */
export const PROGRAM_ROUTES: Record<string, Entry> = {
  'GET /api/keys': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/keys': {
    who: ADMIN,
    tries: (t) => [{ body: { name: 'Site', scopes: ['leads:read'], member: t.users.agent1 } }],
    own: 201,
    foreign: 422,
    writes: true,
  },
  'DELETE /api/keys/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/keys/${t.apiKey}` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/v1/leads': { who: ALL, by: 'key', tries: once(), own: 200, foreign: 200 },
  'POST /api/v1/leads': {
    who: WRITERS,
    by: 'key',
    tries: once({ name: 'New' }),
    own: 201,
    foreign: 201,
    writes: true,
  },
  'GET /api/v1/leads/:id': {
    who: ALL,
    by: 'key',
    tries: (t) => ofV1Leads(t, ''),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/v1/leads/:id/analysis': {
    who: ALL,
    by: 'key',
    tries: (t) => ofV1Leads(t, 'analysis'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/v1/webhooks': { who: ADMIN, by: 'key', tries: once(), own: 200, foreign: 200 },
  'POST /api/v1/webhooks': {
    who: ADMIN,
    by: 'key',
    tries: once({ url: 'https://hooks.example/', events: ['lead.hot'] }),
    own: 201,
    foreign: 201,
    writes: true,
  },
  'DELETE /api/v1/webhooks/:id': {
    who: ADMIN,
    by: 'key',
    tries: (t) => [{ path: `/api/v1/webhooks/${t.webhook}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
  'POST /api/v1/webhooks/:id/test': {
    who: ADMIN,
    by: 'key',
    tries: (t) => [{ path: `/api/v1/webhooks/${t.webhook}/test` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
  'GET /api/v1/leads/:id/messages': {
    who: ALL,
    by: 'key',
    tries: (t) => ofV1Leads(t, 'messages'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'POST /api/v1/leads/:id/messages': {
    who: WRITERS,
    by: 'key',
    tries: (t) =>
      ofV1Leads(t, 'messages', () => ({
        from: 'lead',
        text: `Hello ${nextSerial()}`,
        channel: 'sms',
        sentAt: '2026-11-01T10:00:00.000Z',
      })),
    own: 201,
    unseen: 404,
    foreign: 404,
    writes: true,
  },
};
