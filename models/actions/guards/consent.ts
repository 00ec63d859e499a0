import type { Evidence } from '../../conversation.ts';
import { optInKeyword, optOutKeyword } from '../../text/opt-out.ts';
import type { Channel, TextAnalysis } from '../../text/types.ts';

/** `revoked`: a carrier keyword or a demand to be left alone. `left`: gone elsewhere, or no longer interested. */
export interface OptOut {
  kind: 'revoked' | 'left';
  /** ISO 8601. */
  at: string;
  evidence: Evidence;
}

/** A message of the lead, as the guard reads it. */
export interface ConsentMessage {
  id: string;
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  sentAt: string;
  channel?: Channel | undefined;
  analysis: TextAnalysis | null;
}

/** What follows the refusal within minutes still belongs to it. */
const WROTE_ON_MS = 5 * 60_000;

const CONTACT = String.raw`(?:contact|call|text|e-?mail|messag|writ|phon|bother|spam|reach|send|solicit|harass)`;
const DEMANDS_SILENCE = new RegExp(
  [
    String.raw`\b(?:stop|quit|cease|don'?t|do not|never|no more|not to|without)\b[^.?!\n]{0,30}\b${CONTACT}`,
    String.raw`^\W*(?:please |pls )?stop\b|\bstop(?: it| this)?(?: now| please| pls)?\W*$|\bunsubscribe\b|\bopt (?:me |us )?out\b|\brevoke\b`,
    String.raw`\b(?:remove|take|delete|drop|scratch|erase) (?:me|us|my|our|this)\b|\blose (?:my|this|our) (?:number|info|contact)`,
    String.raw`\bleave (?:me|us) (?:alone|be)\b|\b(?:off|from) (?:of )?(?:your|ur|this|the) (?:\w+ )?list\b|\bno more (?:msgs?|messages|texts|calls|e-?mails)\b`,
  ].join('|'),
  'i',
);

function comesBack(message: ConsentMessage, left: OptOut): boolean {
  const readiness = message.analysis?.readiness;
  return message.at > Date.parse(left.at) + WROTE_ON_MS && (readiness === 'considering' || readiness === 'ready');
}

function evidenceOf(message: ConsentMessage): Evidence {
  const span = message.analysis?.spans.find((s) => s.label === 'opt_out');
  return { messageId: message.id, start: span?.start ?? 0, end: span?.end ?? message.text.length };
}

/**
 * The lead's refusal, if it stands; `lead` in order of time. `revoked` is reversed only by the lead's own START or by a
 * written consent recorded later (`reconsentAt`, milliseconds); `left` by any later message that takes the search up
 * again, but not by one that follows the refusal within minutes.
 */
export function optOutOf(lead: readonly ConsentMessage[], reconsentAt = -Infinity): OptOut | null {
  let standing: OptOut | null = null;
  for (const message of lead) {
    if (message.at <= reconsentAt) continue;
    const keyword = optOutKeyword(message.text, message.channel);
    if (keyword || message.analysis?.intents.includes('opt_out')) {
      const kind = keyword || DEMANDS_SILENCE.test(message.text) ? 'revoked' : 'left';
      if (standing?.kind !== 'revoked') standing = { kind, at: message.sentAt, evidence: evidenceOf(message) };
    } else if (standing && (optInKeyword(message.text) || (standing.kind === 'left' && comesBack(message, standing)))) {
      standing = null;
    }
  }
  return standing;
}
