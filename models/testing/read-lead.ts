import type { Conversation, Message } from '../conversation.ts';
import { leadState, type LeadState } from '../insight/lead-state.ts';
import {
  HEADS,
  type Intent,
  type ObjectionKind,
  type Readiness,
  type Sentiment,
  type Urgency,
} from '../text/labels.ts';
import type { HeadProbabilities, TextAnalysis } from '../text/types.ts';

/** Labels of a message; the rest is neutral and empty. */
export interface Labels {
  sentiment?: Sentiment;
  intents?: Intent[];
  objections?: ObjectionKind[];
  urgency?: Urgency;
  readiness?: Readiness;
}

function certain(labels: readonly string[], on: readonly string[]): Record<string, number> {
  return Object.fromEntries(labels.map((label) => [label, on.includes(label) ? 0.9 : 0.02]));
}

/** A text analysis that says just `labels`, for tests of what builds on the text model. */
export function labelled(labels: Labels): TextAnalysis {
  const full = {
    sentiment: labels.sentiment ?? 'neutral',
    intents: labels.intents ?? [],
    objections: labels.objections ?? [],
    urgency: labels.urgency ?? 'none',
    readiness: labels.readiness ?? 'none',
  } as const;
  const probabilities = {
    sentiment: certain(HEADS.sentiment, [full.sentiment]),
    intents: certain(HEADS.intents, full.intents),
    objections: certain(HEADS.objections, full.objections),
    urgency: certain(HEADS.urgency, [full.urgency]),
    readiness: certain(HEADS.readiness, [full.readiness]),
  } as HeadProbabilities;
  return { ...full, probabilities, spans: [], source: 'rules', model: 'test@1', language: 'en' };
}

/** A line of a test conversation: who, when (hours after the start), words, and labels of a lead's line. */
export type LineOfTalk = ['lead' | 'agent', number, string, Labels?];

export const START = Date.parse('2026-03-02T10:00:00-06:00');
const HOUR = 3_600_000;

/** ISO time `hours` after the start, in the offset −06:00. */
export function at(hours: number): string {
  return new Date(START + hours * HOUR - 6 * HOUR).toISOString().replace(/\.\d+Z$/, '-06:00');
}

export function talk(lines: readonly LineOfTalk[]): { conversation: Conversation; texts: Map<string, TextAnalysis> } {
  const messages: Message[] = lines.map(([from, hours, text], i) => ({ id: `m${i}`, from, text, sentAt: at(hours) }));
  const texts = new Map(
    lines.flatMap(([from, , , labels], i) => (from === 'lead' ? [[`m${i}`, labelled(labels ?? {})]] : [])),
  );
  return { conversation: { id: 'c', leadId: 'l', channel: 'sms', messages }, texts };
}

/** The state of a talk, judged `nowHours` after the start. */
export function stateOf(lines: readonly LineOfTalk[], nowHours: number): LeadState {
  const { conversation, texts } = talk(lines);
  return leadState(conversation, texts, START + nowHours * HOUR);
}
