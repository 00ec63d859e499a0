import { ADMIN, ALL, LEADS, once, type Entry } from './entry.ts';

/** Teams, members, settings, invites. */
export const TEAM_ROUTES: Record<string, Entry> = {
  'GET /api/teams': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/teams': { who: ADMIN, tries: once({ name: 'New' }), own: 201, foreign: 201 },
  'GET /api/team/members': { who: LEADS, tries: once(), own: 200, foreign: 200 },
  'PUT /api/team/members/:id/role': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/members/${t.users.agent2}/role`, body: { role: 'viewer' } }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'POST /api/team/members/:id/deactivate': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/members/${t.users.agent2}/deactivate`, body: { leadsTo: null } }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'POST /api/team/members/:id/reactivate': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/members/${t.users.agent1}/reactivate` }],
    own: 404,
    foreign: 404,
  },
  'GET /api/team/settings': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'PUT /api/team/settings': {
    who: ADMIN,
    tries: once({ name: 'Renamed', agentsSeeUnassigned: true }),
    own: 200,
    foreign: 200,
    writes: true,
  },
  'GET /api/team/invites': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/team/invites': { who: ADMIN, tries: once({ role: 'viewer' }), own: 201, foreign: 201, writes: true },
  'DELETE /api/team/invites/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/invites/${t.invite}` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
};
