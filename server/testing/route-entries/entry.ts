import type { Role } from '../../storage/schema.ts';
import type { TeamWorld } from '../leak-world.ts';

export interface Try {
  path?: string;
  body?: unknown;
  /** The words of the lead that it names. */
  mark?: string | undefined;
}

/** What a route is for, written here a second time and by hand: the server's own rules are not asked. */
export interface Entry {
  /** Who is let in; `account`: also whose account is in no team; `public`: also who has no session. */
  who: readonly Role[] | 'account' | 'public';
  /** Programs come with an API key and nobody else gets in; without it, a key opens nothing. */
  by?: 'key';
  /** Requests that name things of a team. */
  tries: (team: TeamWorld) => Try[];
  /** Status of those tries for who is let in when the things are the team's own. */
  own: number;
  /** The same when they are below a lead that the asker does not see. */
  unseen?: number;
  /** The same when they are another team's. */
  foreign: number;
  /** The tries of a signed-in stranger to the team change nothing of it; this says that an own try may. */
  writes?: true;
}

export const ALL = ['admin', 'lead', 'agent', 'viewer'] as const;
export const ADMIN = ['admin'] as const;
export const LEADS = ['admin', 'lead'] as const;
export const WRITERS = ['admin', 'lead', 'agent'] as const;
export const once = (body?: unknown) => () => [body === undefined ? {} : { body }];

let serial = 0;
/** Another number each time, for ids that must be new. */
export const nextSerial = () => ++serial;

/** A request below each lead of a team. */
export function ofLeads(team: TeamWorld, below: string, body?: () => unknown): Try[] {
  return [team.leads.of1, team.leads.of2, team.leads.free].map((lead, index) => ({
    path: `/api/leads/${lead}${below && `/${below}`}`,
    mark: team.records[index]?.mark,
    ...(body === undefined ? {} : { body: body() }),
  }));
}
