import { HEAD_KIND, HEADS, type Head } from '../../../../models/text/labels.ts';
import type { AnalysedMessage } from '../../../../models/insight/types.ts';
import { labelKey, type Correction, type LabelCorrection } from './correction.ts';

/** The labels of each head. */
export type Labels = Record<Head, readonly string[]>;

export function labelsRead(message: Pick<AnalysedMessage, Head>): Labels {
  const { sentiment, intents, objections, urgency, readiness } = message;
  return { sentiment: [sentiment], intents, objections, urgency: [urgency], readiness: [readiness] };
}

/** A message with its corrections laid over what was read, and which heads they touch. */
export function corrected<M extends Pick<AnalysedMessage, Head | 'id'>>(
  message: M,
  corrections: ReadonlyMap<string, Correction>,
): { message: M; heads: ReadonlySet<Head> } {
  const heads = new Set<Head>();
  const over: Record<string, unknown> = {};
  for (const head of Object.keys(HEADS) as Head[]) {
    const found = corrections.get(labelKey(message.id, head));
    if (found?.kind !== 'label') continue;
    heads.add(head);
    over[head] = HEAD_KIND[head] === 'multi' ? found.gold : found.gold[0];
  }
  return { message: heads.size > 0 ? { ...message, ...over } : message, heads };
}

/** What a head's labels could be instead of the tapped one: those that are not given yet. */
export function choicesOf(head: Head, now: Labels): readonly string[] {
  // An objection is told by its kind.
  return (HEADS[head] as readonly string[]).filter((label) => !now[head].includes(label) && label !== 'objection');
}

/**
 * The labels after a choice. Of a multi-label head `chosen` takes the place of `tapped` (null: is added; chosen null: the
 * tapped one goes); courtesy stands alone, and a message objects exactly when it has a kind of objection (label guide).
 */
export function chosen(now: Labels, head: Head, tapped: string | null, choice: string | null): Labels {
  if (HEAD_KIND[head] === 'single') return choice === null ? now : { ...now, [head]: [choice] };
  const kept = now[head].filter((label) => label !== tapped);
  const next = choice === null ? kept : [...kept, choice];
  if (head === 'intents') {
    const intents = courteous(next, choice);
    return { ...now, intents, objections: intents.includes('objection') ? now.objections : [] };
  }
  const intents = now.intents.filter((label) => label !== 'objection');
  const objecting = next.length > 0 ? courteous([...intents, 'objection'], 'objection') : intents;
  return { ...now, [head]: next, intents: objecting };
}

const courteous = (intents: readonly string[], latest: string | null): readonly string[] =>
  latest === 'courtesy' ? ['courtesy'] : latest === null ? intents : intents.filter((label) => label !== 'courtesy');

/** The corrections that turn what was read into `next`, and the keys of those that stand no longer. */
export function correctionsFor(
  message: Pick<AnalysedMessage, Head | 'id'>,
  next: Labels,
  { leadId, at }: { leadId: string; at: string },
): { add: LabelCorrection[]; without: string[] } {
  const read = labelsRead(message);
  const add: LabelCorrection[] = [];
  const without: string[] = [];
  for (const head of Object.keys(HEADS) as Head[]) {
    const [was, gold] = [inOrder(head, read[head]), inOrder(head, next[head])];
    if (was.join() === gold.join()) without.push(labelKey(message.id, head));
    else add.push({ kind: 'label', leadId, messageId: message.id, head, was, gold, at });
  }
  return { add, without };
}

const inOrder = (head: Head, labels: readonly string[]): string[] =>
  (HEADS[head] as readonly string[]).filter((label) => labels.includes(label));
