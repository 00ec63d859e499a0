import * as v from 'valibot';

export const GHL = '/api/ghl';

const Connection = v.object({
  kind: v.string(),
  locationId: v.nullable(v.string()),
  companyId: v.nullable(v.string()),
  status: v.picklist(['connected', 'reconnect', 'uninstalled']),
  changedAt: v.number(),
});
export type Connection = v.InferOutput<typeof Connection>;

/** What was read of a location's past, and how far it is. */
const Reading = v.object({
  locationId: v.string(),
  mode: v.picklist(['backfill', 'reconcile']),
  phase: v.picklist(['messages', 'opportunities', 'done']),
  messages: v.number(),
  contacts: v.number(),
  opportunities: v.number(),
  /** Null before the first page. */
  total: v.nullable(v.number()),
  finishedAt: v.nullable(v.number()),
  /** When an admin stopped it; null while it goes on. */
  stoppedAt: v.nullable(v.number()),
});
export type Reading = v.InferOutput<typeof Reading>;

const WriteBack = v.object({
  fields: v.boolean(),
  levelTag: v.boolean(),
  tags: v.boolean(),
  notes: v.boolean(),
  tasks: v.boolean(),
  messages: v.boolean(),
  owners: v.boolean(),
  dnd: v.boolean(),
  outcomes: v.boolean(),
  reconcileMinutes: v.number(),
  timeZone: v.nullable(v.string()),
  /** Own hours of contact, by weekday. */
  hours: v.optional(v.nullable(v.array(v.nullable(v.tuple([v.number(), v.number()])))), null),
});
export type WriteBack = v.InferOutput<typeof WriteBack>;

export const Status = v.object({
  canUseOauth: v.boolean(),
  connections: v.array(Connection),
  reading: v.array(Reading),
  events: v.array(
    v.object({
      kind: v.string(),
      status: v.string(),
      count: v.pipe(v.union([v.number(), v.string()]), v.transform(Number)),
    }),
  ),
  settings: WriteBack,
});
export type Status = v.InferOutput<typeof Status>;

const DeadLetter = v.object({
  id: v.string(),
  kind: v.string(),
  attempts: v.number(),
  error: v.nullable(v.string()),
  createdAt: v.number(),
});
export type DeadLetter = v.InferOutput<typeof DeadLetter>;
export const DeadLetters = v.object({ items: v.array(DeadLetter), next: v.nullable(v.string()) });
