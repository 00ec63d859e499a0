import type { FactKey, KnownFacts } from '../../../../models/facts/types.ts';
import type { AnalysedMessage, ConversationAnalysis } from '../../../../models/insight/types.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { labelsOf } from './label-words.ts';
import type { MarkRange } from './segments.ts';

/** The marked words of a message: the spans behind its decided labels, and the facts that it states. */
export function marksOf(message: AnalysedMessage, analysis: ConversationAnalysis): MarkRange[] {
  const names = new Map(labelsOf(message).map(({ kind, label, name }) => [`${kind}:${label}`, name]));
  const spans = message.spans.flatMap(({ head, label, start, end }): MarkRange[] => {
    const name = names.get(`${head}:${label}`);
    return name ? [{ start, end, kind: head, name }] : [];
  });
  return [...spans, ...factMarks(message.id, analysis.knownFacts)];
}

function factMarks(messageId: string, facts: KnownFacts): MarkRange[] {
  return (Object.keys(facts) as FactKey[]).flatMap((key) => {
    const fact = facts[key];
    if (!fact) return [];
    const stated = [fact.evidence, ...fact.overruled.map((old) => old.evidence)];
    return stated
      .filter((evidence) => evidence?.messageId === messageId)
      .filter((evidence) => evidence !== undefined)
      .map(({ start, end }): MarkRange => ({ start, end, kind: 'fact', name: wordsOf('lead').facts.names[key] }));
  });
}
