import type { FactEdit } from './facts/fact-edits.ts';
import type { Channel, Speaker } from './text/types.ts';

/** A message of a conversation after the boundary has checked it. */
export interface Message {
  id: string;
  from: Speaker;
  text: string;
  /** ISO 8601; its own offset is the lead's local time where it has one. */
  sentAt: string;
  channel?: Channel | undefined;
  /** Sent by a workflow, campaign or bulk action: not an agent's reply (kept out of latency and initiative). */
  automated?: boolean | undefined;
}

export interface Conversation {
  id: string;
  leadId: string;
  channel?: Channel | undefined;
  /** IANA zone of the lead, when known; else the offset of the messages is used. */
  timeZone?: string | undefined;
  /** US state, by name or postal code, for the hours of contact. */
  state?: string | undefined;
  /** The lead's number: its area code tells the zone where the record has none. Nothing else reads it. */
  phone?: string | undefined;
  /** ISO 8601: when a written consent to be contacted again was recorded; it lifts what was refused before. */
  reconsentAt?: string | undefined;
  /** Facts that a person set: they win over what is read. One a key. */
  factEdits?: readonly FactEdit[] | undefined;
  messages: readonly Message[];
}

/** Points at the words behind a number: `[start, end)` in the normalised text of the message. */
export interface Evidence {
  messageId: string;
  start: number;
  end: number;
}

/** One addend of a score, with the reason as a person reads it. Contributions of a score sum to it. */
export interface Contribution {
  reason: string;
  points: number;
  evidence: readonly Evidence[];
}
