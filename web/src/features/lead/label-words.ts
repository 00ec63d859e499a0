import type { AnalysedMessage } from '../../../../models/insight/types.ts';
import type { Head } from '../../../../models/text/labels.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';

export const headWords = (head: Head): string => wordsOf('common').heads[head];

export const labelWords = (head: Head, label: string): string =>
  (wordsOf('common').labels[head] as Readonly<Record<string, string>>)[label] ?? label;

/** The decided labels of a message, as chips beside it; neutral and empty ones say nothing. */
export function labelsOf(message: Pick<AnalysedMessage, Head>): { kind: Head; label: string; name: string }[] {
  const { intents, objections, urgency, readiness, sentiment } = message;
  const said: [Head, string][] = [
    ...intents.filter((label) => label !== 'objection').map((label): [Head, string] => ['intents', label]),
    ...objections.map((label): [Head, string] => ['objections', label]),
  ];
  if (urgency !== 'none') said.push(['urgency', urgency]);
  if (readiness !== 'none') said.push(['readiness', readiness]);
  if (sentiment !== 'neutral') said.push(['sentiment', sentiment]);
  return said.map(([kind, label]) => ({ kind, label, name: labelWords(kind, label) }));
}
