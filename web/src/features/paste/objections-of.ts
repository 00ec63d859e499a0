import type { Evidence } from '../../../../models/conversation.ts';
import type { ConversationAnalysis } from '../../../../models/insight/types.ts';
import type { ObjectionKind } from '../../../../models/text/labels.ts';

/** Each kind of objection that was raised, the latest first, with the words of its latest message. */
export function objectionsOf({
  messages,
}: Pick<ConversationAnalysis, 'messages'>): { kind: ObjectionKind; evidence: Evidence | null }[] {
  const found = new Map<ObjectionKind, Evidence | null>();
  for (const { id, objections, spans } of messages.toReversed()) {
    for (const kind of objections) {
      const span = spans.find(({ head, label }) => head === 'objections' && label === kind);
      if (!found.has(kind)) found.set(kind, span ? { messageId: id, start: span.start, end: span.end } : null);
    }
  }
  return [...found].map(([kind, evidence]) => ({ kind, evidence }));
}
