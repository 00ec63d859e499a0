import * as v from 'valibot';

export const PRIVACY = '/api/privacy';

/** One way to name a person, as the server takes it. */
export type Who = { lead: string } | { email: string } | { phone: string };

export const REASONS = ['request', 'consent_withdrawn', 'mistake', 'legal'] as const;

const Erasure = v.object({
  id: v.string(),
  reason: v.string(),
  /** Null: the retention policy. */
  actor: v.nullable(v.string()),
  at: v.number(),
  counts: v.record(v.string(), v.number()),
  keyHashes: v.array(v.string()),
});
export const Erased = v.object({ erasures: v.array(Erasure) });

const Proof = v.object({
  ...Erasure.entries,
  /** Whoever it was is still kept out. */
  suppressed: v.boolean(),
  /** How often they were heard of since. */
  hits: v.number(),
  lastHitAt: v.nullable(v.number()),
});
export type Proof = v.InferOutput<typeof Proof>;
export const Proofs = v.object({ items: v.array(Proof) });

const days = v.nullable(v.number());
export const Policy = v.object({ closedLeadDays: days, inboxDays: days, opDays: days, deadLetterDays: days });
export type Policy = v.InferOutput<typeof Policy>;
export const Expired = v.object({ leads: v.number(), inbox: v.number(), ops: v.number(), deadLetters: v.number() });
export type Expired = v.InferOutput<typeof Expired>;

const AuditRow = v.object({
  seq: v.number(),
  at: v.number(),
  actor: v.nullable(v.string()),
  kind: v.string(),
  subject: v.nullable(v.string()),
  detail: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  hash: v.string(),
});
export type AuditRow = v.InferOutput<typeof AuditRow>;
export const AuditPage = v.object({ items: v.array(AuditRow), before: v.nullable(v.number()) });

export const REFUSED = '/api/rejected';
/** An edit of a device that sync refused; what could not be read of it, or was of an erased person, is null. */
const RefusedEdit = v.object({
  opId: v.string(),
  at: v.number(),
  userId: v.string(),
  code: v.string(),
  /** The place in the edit. */
  detail: v.nullable(v.string()),
  leadId: v.nullable(v.string()),
  entity: v.nullable(v.string()),
  set: v.nullable(v.record(v.string(), v.unknown())),
});
export type RefusedEdit = v.InferOutput<typeof RefusedEdit>;
export const RefusedPage = v.object({ items: v.array(RefusedEdit), next: v.nullable(v.string()) });
