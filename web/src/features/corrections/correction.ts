import * as v from 'valibot';
import { ACTION_KINDS } from '../../../../models/actions/types.ts';
import { HEAD_NAMES, HEADS, type Head } from '../../../../models/text/labels.ts';

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

/** Two of the same key are one: the later holds. */
export function keyOf(one: Correction): string {
  return one.kind === 'label' ? labelKey(one.messageId, one.head) : verdictKey(one.leadId, one.action, one.newest);
}
export const labelKey = (messageId: string, head: Head): string => `label:${messageId}:${head}`;
export const verdictKey = (leadId: string, action: string, newest: string): string =>
  `action:${leadId}:${action}:${newest}`;
