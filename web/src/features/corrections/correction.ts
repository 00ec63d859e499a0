import * as v from 'valibot';
import { ACTION_KINDS } from '../../../../models/actions/types.ts';
import type { CorrectionRecord } from '../../../../models/protocol/entities.ts';
import { HEAD_NAMES, HEADS, type Head } from '../../../../models/text/labels.ts';
import type { Edit, ViewRow } from '../../storage/storage-port.ts';

const labels = v.pipe(
  v.array(v.string()),
  v.check((list) => new Set(list).size === list.length),
);
/** What a person said that a message's labels of a head are. Names the message: its words stay in their one place. */
const LabelCorrection = v.pipe(
  v.object({
    kind: v.literal('label'),
    leadId: v.string(),
    messageId: v.string(),
    head: v.picklist(HEAD_NAMES),
    /** As they were read, and as they are. */
    was: labels,
    gold: labels,
    at: v.string(),
  }),
  v.check(({ head, gold }) => gold.every((label) => (HEADS[head] as readonly string[]).includes(label))),
);
/** What a person said of a proposed action; of the same proposal, made of the same newest message, once. */
const ActionVerdict = v.object({
  kind: v.literal('action'),
  leadId: v.string(),
  action: v.picklist(ACTION_KINDS),
  newest: v.string(),
  accepted: v.boolean(),
  at: v.string(),
});
export const Correction = v.union([LabelCorrection, ActionVerdict]);
export type LabelCorrection = v.InferOutput<typeof LabelCorrection>;
export type ActionVerdict = v.InferOutput<typeof ActionVerdict>;
export type Correction = LabelCorrection | ActionVerdict;

/** Two of the same key are one, whoever made them: the later holds. The key is the id of the synced record. */
export function keyOf(one: Correction): string {
  return one.kind === 'label' ? labelKey(one.messageId, one.head) : verdictKey(one.leadId, one.action, one.newest);
}
export const labelKey = (messageId: string, head: Head): string => `label:${messageId}:${head}`;
export const verdictKey = (leadId: string, action: string, newest: string): string =>
  `action:${leadId}:${action}:${newest}`;

/** A correction as an edit of its record. */
export function correctionEdit(one: Correction, authorName: string): Edit {
  const common = { kind: one.kind, authorName, at: one.at, deleted: false };
  const set: Partial<CorrectionRecord> =
    one.kind === 'label'
      ? { ...common, messageId: one.messageId, head: one.head, was: one.was, gold: one.gold }
      : { ...common, messageId: one.newest, action: one.action, accepted: one.accepted };
  return { entity: 'correction', id: keyOf(one), parent: one.leadId, set };
}

/** The correction of a record; null where it cannot be read, or says what this version does not know. */
export function correctionOf({ parent, data }: Pick<ViewRow<'correction'>, 'parent' | 'data'>): Correction | null {
  const { kind, messageId, head, was, gold, action, accepted, at } = data;
  const one = { kind, leadId: parent, messageId, newest: messageId, head, was, gold, action, accepted, at };
  const parsed = v.safeParse(Correction, one);
  return parsed.success ? parsed.output : null;
}
