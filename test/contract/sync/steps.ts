import fc from 'fast-check';
import type { Role } from '../../../server/storage/schema.ts';
import { PEOPLE } from './world.ts';

export const LEADS = ['lead-0', 'lead-1'];
/** That a person may change to. */
const ROLES: readonly Role[] = ['admin', 'lead', 'agent'];

const FAULTS = [
  'request lost',
  'answer lost',
  'sent twice',
  'comes late',
  'crash before commit',
  'two tabs',
  'slow answer',
  'edit in flight',
  'full device',
] as const;

const who = fc.nat(PEOPLE.length - 1);
const lead = fc.constantFrom(...LEADS);
const limit = fc.constantFrom(1, 2, 100);
/** What may happen. `who` counts in `PEOPLE`; `limit` is the rows of a page. */
export const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('name' as const), who, lead }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('note' as const), who, lead }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('view' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dnd' as const), who, lead, dnd: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wrong' as const), who, lead }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clone' as const), who, lead }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('assign' as const), who, lead }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('role' as const), role: fc.constantFrom(...ROLES) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('backup' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sync' as const), who, limit }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('fault' as const), who, lead, limit, fault: fc.constantFrom(...FAULTS) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('all at once' as const), limit }) },
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Histories that once broke a rule, or that chance seldom makes. */
export const FOUND: [Step[]][] = [
  // A lead assigned away and renamed, with a page that ends in between.
  [
    [
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'sync', who: 2, limit: 1 },
      { do: 'assign', who: 1, lead: 'lead-0' },
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'sync', who: 2, limit: 1 },
    ],
  ],
  // A quiet device whose edit came after the backup: only its own pull can tell it that the server has forgotten.
  [
    [
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'backup' },
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'restore' },
    ],
  ],
  // An edit that came after the backup is forgotten, and the next one leaves a gap.
  [
    [
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'backup' },
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'restore' },
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
    ],
  ],
  // A role that saw the whole team becomes one that does not.
  [
    [
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'assign', who: 1, lead: 'lead-0' },
      { do: 'role', role: 'lead' },
      { do: 'sync', who: 2, limit: 100 },
      { do: 'role', role: 'agent' },
    ],
  ],
  // The restored server has counted past a device's cursor before the device comes back.
  [
    [
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'sync', who: 2, limit: 100 },
      { do: 'backup' },
      { do: 'assign', who: 1, lead: 'lead-0' },
      { do: 'sync', who: 2, limit: 100 },
      { do: 'restore' },
      { do: 'note', who: 0, lead: 'lead-1' },
      { do: 'note', who: 0, lead: 'lead-1' },
      { do: 'sync', who: 0, limit: 100 },
    ],
  ],
  // A device is cloned while an edit waits: both send it.
  [
    [
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'clone', who: 0, lead: 'lead-0' },
    ],
  ],
  // A name, and a newer one by one who did not know of it.
  [
    [
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'name', who: 1, lead: 'lead-0' },
      { do: 'sync', who: 1, limit: 100 },
    ],
  ],
  // An opt-out, and an opt-in by one with a faster clock who did not know of it.
  [
    [
      { do: 'name', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'sync', who: 1, limit: 100 },
      { do: 'dnd', who: 0, lead: 'lead-0', dnd: true },
      { do: 'dnd', who: 1, lead: 'lead-0', dnd: false },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'sync', who: 1, limit: 100 },
    ],
  ],
  // Everybody saves a view: an admin, too, is sent their own alone.
  [
    [
      { do: 'view', who: 1 },
      { do: 'sync', who: 1, limit: 100 },
      { do: 'view', who: 3 },
      { do: 'sync', who: 3, limit: 100 },
      { do: 'view', who: 0 },
      { do: 'sync', who: 0, limit: 1 },
      { do: 'sync', who: 1, limit: 100 },
    ],
  ],
  // A child that comes before its lead is not even named to others than admins.
  [
    [
      { do: 'sync', who: 1, limit: 100 },
      { do: 'name', who: 0, lead: 'lead-1' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'sync', who: 1, limit: 100 },
      { do: 'note', who: 0, lead: 'lead-0' },
      { do: 'sync', who: 0, limit: 100 },
      { do: 'sync', who: 1, limit: 100 },
    ],
  ],
];
