import { assess } from '../scoring/health.ts';
import type { Level, Momentum } from '../scoring/types.ts';
import { inOrder, leadState, millisOf } from './lead-state.ts';
import type { PipelineInput } from './types.ts';

/** What stood after a message; scores from 0 to 100, null where there was not enough to tell. */
export interface ReplayPoint {
  messageId: string;
  /** ISO 8601, of the message. */
  at: string;
  level: Level;
  momentum: Momentum;
  overall: number | null;
  engagement: number | null;
  qualification: number | null;
  urgency: number | null;
}

/** As many as a line shows; older ones are left out. */
const MOST = 60;

/**
 * A conversation as it stood when each of its messages had come, the newest `most`, oldest first: every assessment sees
 * what was said up to then and edited up to then, and nothing later. Costs no inference: `texts` holds all analyses.
 */
export function replay({ conversation, texts, now }: PipelineInput, most = MOST): ReplayPoint[] {
  const messages = inOrder(conversation.messages, millisOf(now, 0));
  return messages.slice(-most).map((message, i, shown) => {
    const known = messages.slice(0, messages.length - shown.length + i + 1);
    const factEdits = conversation.factEdits?.filter(({ at }) => millisOf(at, Infinity) <= message.at);
    const reconsentAt = millisOf(conversation.reconsentAt ?? '', Infinity) <= message.at;
    const then = { ...conversation, messages: known, factEdits, ...(reconsentAt ? {} : { reconsentAt: undefined }) };
    const { health } = assess(leadState(then, texts, message.at));
    const { level, momentum, overall, engagement, qualification, urgency } = health;
    const at = new Date(message.at).toISOString();
    return { messageId: message.id, at, level, momentum, overall, engagement, qualification, urgency };
  });
}
