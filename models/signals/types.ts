import type { Evidence } from '../conversation.ts';

/** How a lead behaves over a conversation. Durations in hours; null where there is not enough to tell. */
export interface Signals {
  leadMessages: number;
  agentMessages: number;
  /** Median hours from an agent's message to the lead's answer. */
  replyHoursMedian: number | null;
  /** Hours of the latest answer. */
  replyHoursLatest: number | null;
  /** Latest reply time over the earlier median: below 1 the lead answers faster than before. */
  replyTrend: number | null;
  /** Mean words of the later half of the lead's messages over the earlier half. */
  lengthTrend: number | null;
  /** Lead messages a week over the span of the conversation. */
  messagesPerWeek: number | null;
  /** Share of exchanges (after a pause of a day) that the lead opened. */
  initiative: number | null;
  /** The agent's questions that the lead left open, and the reverse. */
  openAgentQuestions: readonly Evidence[];
  openLeadQuestions: readonly Evidence[];
  /** Hours since the lead's last message; null when the lead never wrote. */
  silenceHours: number | null;
  /** Local hours of the day (0–23) in which the lead wrote, most frequent first. */
  activeHours: readonly number[];
  channelSwitches: number;
  viewingsAsked: number;
}

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
} as const;
export type BehaviouralSignal = keyof typeof BEHAVIOURAL_SIGNALS;
