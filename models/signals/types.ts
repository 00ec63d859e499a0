import type { Plain } from '../sentences.ts';
import type { Evidence } from '../conversation.ts';

/**
 * How a lead behaves over a conversation, as `SIGNAL_DEFINITIONS` defines it; null where there is not enough to tell.
 * Messages that a workflow or campaign sent for the agent count for nothing.
 */
export interface Signals {
  leadMessages: number;
  agentMessages: number;
  replyHoursMedian: number | null;
  replyHoursLatest: number | null;
  replyTrend: number | null;
  lengthTrend: number | null;
  messagesPerWeek: number | null;
  initiative: number | null;
  openAgentQuestions: readonly Evidence[];
  openLeadQuestions: readonly Evidence[];
  silenceHours: number | null;
  activeHours: readonly number[];
  channelSwitches: number;
  viewingsAsked: number;
}

/** What each signal is, in words. */
export const SIGNAL_DEFINITIONS: Readonly<Record<keyof Signals, string>> = {
  leadMessages: 'messages of the lead',
  agentMessages: 'messages that the agent wrote',
  replyHoursMedian: 'median hours from the agent’s last message to the lead’s first answer',
  replyHoursLatest: 'hours of the latest such answer',
  replyTrend: 'latest answer over the median of those before: below 1 the lead answers faster; three minutes at least',
  lengthTrend: 'mean words of the later half of the lead’s messages over the earlier half; from four messages on',
  messagesPerWeek: 'the lead’s messages a week, from the first to the last, over one week at least',
  initiative: 'share of exchanges, each after a pause of a day, that the lead opened',
  openAgentQuestions: 'questions of the agent after the lead’s last message',
  openLeadQuestions: 'questions and requests of the lead after the agent’s last message',
  silenceHours: 'hours since the lead’s last message',
  activeHours: 'local hours of the day (0–23) in which the lead wrote, the most frequent first',
  channelSwitches: 'times that the lead wrote on another channel than before',
  viewingsAsked: 'messages of the lead that ask for, propose or confirm a meeting',
};

/** Names used in `Insight.behavioralSignals`, each with what it means. */
export const BEHAVIOURAL_SIGNALS = {
  fast_replies: 'answers within an hour (median)',
  slow_replies: 'takes more than a day to answer (median)',
  replying_faster: 'the latest replies come in less than half the earlier time',
  replying_slower: 'the latest replies take more than twice the earlier time',
  writing_more: 'recent messages are at least half longer than the earlier ones',
  writing_less: 'recent messages are less than half as long as the earlier ones',
  takes_initiative: 'opens most exchanges after a pause of a day',
  open_agent_question: "the agent's last question is unanswered",
  open_lead_question: 'the lead waits for an answer',
  silent_72h: 'no word from the lead for more than 72 hours',
  channel_switch: 'moved to another channel',
  asked_for_viewing: 'asked for or confirmed a viewing',
} as const satisfies Record<string, Plain>;
export type BehaviouralSignal = keyof typeof BEHAVIOURAL_SIGNALS;
