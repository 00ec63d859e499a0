import type { TeamWorld } from '../leak-world.ts';
import { ADMIN, ALL, LEADS, nextSerial, ofLeads, once, WRITERS, type Entry } from './entry.ts';

const pull = { epoch: null, cursor: 0, scope: null, schema: 1, limit: 500, ops: [] as unknown[] };

/** Edits of every lead of a team and new children below them. */
function hostileOps(team: TeamWorld) {
  const op = (index: number, over: object) => ({
    seq: index + 1,
    id: `hostile-${nextSerial()}`,
    kind: 'put',
    base: {},
    hlc: '1799999999999-0000-z',
    ...over,
  });
  return [team.leads.of1, team.leads.of2, team.leads.free].flatMap((lead, index) => [
    op(index * 3, { entity: 'lead', rid: lead, parent: null, set: { name: 'taken over' } }),
    op(index * 3 + 1, { entity: 'note', rid: `new-${nextSerial()}`, parent: lead, set: { body: 'new' } }),
    op(index * 3 + 2, { entity: 'note', rid: `${lead}-n`, parent: lead, set: { body: 'taken over' } }),
  ]);
}

/** Leads: sync, owners, merges, what is sent, what was read. */
export const LEAD_ROUTES: Record<string, Entry> = {
  'POST /sync': {
    who: ALL,
    tries: (t) => [
      { body: { ...pull, clientId: `fresh-${nextSerial()}` } },
      { body: { ...pull, clientId: t.clientId } },
      { body: { ...pull, clientId: `hostile-${nextSerial()}`, ops: hostileOps(t) } },
    ],
    own: 200,
    foreign: 200,
    writes: true,
  },
  'GET /api/waiting': {
    who: ALL,
    tries: () => [{ path: '/api/waiting?epoch=e&scope=s&cursor=0' }],
    own: 200,
    foreign: 200,
  },
  'GET /events': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'PUT /api/leads/:id/owner': {
    who: LEADS,
    tries: (t) => Object.values(t.leads).map((id) => ({ path: `/api/leads/${id}/owner`, body: { owner: null } })),
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/conflicts': { who: ALL, tries: once(), own: 200, foreign: 200 },
  // Nothing of these leads has lost a merge.
  'POST /api/conflicts/close': {
    who: WRITERS,
    tries: (t) =>
      Object.values(t.leads).map((id) => ({ body: { entity: 'lead', id, field: 'name', opId: 'op-of-nobody' } })),
    own: 404,
    foreign: 404,
  },
  'GET /api/rejected': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'GET /api/lead-matches/list': { who: LEADS, tries: once(), own: 200, foreign: 200 },
  // Nothing was merged that could be undone.
  'POST /api/lead-matches/:id/:step{merge|dismiss|undo}': {
    who: LEADS,
    tries: (t) => [{ path: `/api/lead-matches/${t.match}/undo` }],
    own: 409,
    foreign: 404,
  },
  'POST /api/leads/:id/messages': {
    who: WRITERS,
    tries: (t) =>
      ofLeads(t, 'messages', () => ({ id: `message-${nextSerial()}`, channel: 'sms', text: 'Hello', seen: null })),
    own: 409,
    unseen: 404,
    foreign: 404,
  },
  'POST /api/leads/:id/tasks': {
    who: WRITERS,
    tries: (t) =>
      ofLeads(t, 'tasks', () => ({
        id: `new-task-${nextSerial()}`,
        title: 'Call',
        dueDate: '2026-12-01T10:00:00.000Z',
      })),
    own: 409,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/leads/:id/outgoing/:kind{message|task}': {
    who: ALL,
    tries: (t) => ofLeads(t, 'outgoing/task'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/leads/:id/analysis': {
    who: ALL,
    tries: (t) => ofLeads(t, 'analysis'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
};
