import * as v from 'valibot';
import { LEVELS, MOMENTA } from '../scoring/types.ts';
import { OBJECTION_KINDS } from '../text/labels.ts';
import { CHANNELS } from '../text/types.ts';

const some = <T extends v.GenericSchema>(one: T) => v.optional(v.pipe(v.array(one), v.maxLength(200)), []);
const word = v.pipe(v.string(), v.maxLength(300));

/** What a list is narrowed to. Of each kind any one value is enough; an empty kind asks for nothing; all kinds must fit. */
export const LeadFilter = v.object({
  levels: some(v.picklist(LEVELS)),
  momenta: some(v.picklist(MOMENTA)),
  /** Ids of members; '' is nobody. */
  owners: some(word),
  sources: some(word),
  channels: some(v.picklist(CHANNELS)),
  tags: some(word),
  objections: some(v.picklist(OBJECTION_KINDS)),
  /** As they were recorded. */
  outcomes: some(v.picklist(['open', 'won', 'lost'])),
  /** Days since the lead's own last message, at least. */
  silentDays: v.optional(v.nullable(v.pipe(v.number(), v.finite())), null),
});
export type LeadFilter = v.InferOutput<typeof LeadFilter>;
export const NO_FILTER: LeadFilter = v.parse(LeadFilter, {});

export const SORT_KEYS = ['attention', 'name', 'level', 'newest', 'source', 'owner'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export const LeadSort = v.object({ by: v.picklist(SORT_KEYS), reverse: v.boolean() });
export type LeadSort = v.InferOutput<typeof LeadSort>;
export const BY_ATTENTION: LeadSort = { by: 'attention', reverse: false };

/** A named look at the leads. It belongs to the person who saved it, and nobody else is sent it. */
export const ViewFields = v.object({
  name: v.pipe(v.string(), v.maxLength(60)),
  filter: LeadFilter,
  sort: LeadSort,
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  deleted: v.boolean(),
});
export type ViewRecord = v.InferOutput<typeof ViewFields>;
