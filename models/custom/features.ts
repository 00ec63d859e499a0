import type { ConversationAnalysis } from '../insight/types.ts';
import { LEVELS, MOMENTA } from '../scoring/types.ts';
import type { Intent, Sentiment } from '../text/labels.ts';

type Read = (analysis: ConversationAnalysis) => number | null;
interface Feature {
  /** What the number is, with its unit. */
  definition: string;
  /** Null where it is not known. */
  read: Read;
}

const withIntent =
  (intent: Intent): Read =>
  ({ messages }) =>
    messages.filter(({ intents }) => intents.includes(intent)).length;

const withSentiment =
  (sentiment: Sentiment): Read =>
  (analysis) =>
    analysis.messages.filter((message) => message.sentiment === sentiment).length;

/**
 * Everything that a tabular model may read of a conversation. Nothing here says who the lead is: no name, no language,
 * no place, no words.
 */
export const FEATURES = {
  engagement: { definition: 'engagement score, 0 to 100', read: (a) => a.scores.engagement.value },
  qualification: { definition: 'qualification score, 0 to 100', read: (a) => a.scores.qualification.value },
  urgency: { definition: 'urgency score, 0 to 100', read: (a) => a.scores.urgency.value },
  priority: { definition: 'priority score, 0 to 100', read: (a) => a.scores.priority.value },
  health: { definition: 'overall health, 0 to 100', read: (a) => a.health.overall },
  level: { definition: `level: ${inWords(LEVELS)}`, read: (a) => LEVELS.indexOf(a.level) },
  momentum: { definition: `momentum: ${inWords(MOMENTA)}`, read: (a) => MOMENTA.indexOf(a.momentum) },
  conversion: { definition: 'probability of a deal, 0 to 1', read: (a) => a.conversion?.probability ?? null },
  lead_messages: { definition: 'messages of the lead', read: (a) => a.signals.leadMessages },
  agent_messages: { definition: 'messages of the agent', read: (a) => a.signals.agentMessages },
  messages_per_week: { definition: 'messages of the lead a week', read: (a) => a.signals.messagesPerWeek },
  reply_hours_median: { definition: 'median hours until the lead answers', read: (a) => a.signals.replyHoursMedian },
  reply_hours_latest: { definition: 'hours of the latest answer', read: (a) => a.signals.replyHoursLatest },
  reply_trend: { definition: 'latest reply time over the earlier median', read: (a) => a.signals.replyTrend },
  length_trend: { definition: 'length of the later messages over the earlier', read: (a) => a.signals.lengthTrend },
  initiative: { definition: 'share of exchanges that the lead opened, 0 to 1', read: (a) => a.signals.initiative },
  silence_hours: { definition: 'hours since the last message of the lead', read: (a) => a.signals.silenceHours },
  open_agent_questions: {
    definition: 'questions of the agent that the lead left open',
    read: (a) => a.signals.openAgentQuestions.length,
  },
  open_lead_questions: {
    definition: 'questions of the lead that the agent left open',
    read: (a) => a.signals.openLeadQuestions.length,
  },
  channel_switches: { definition: 'times the lead changed the channel', read: (a) => a.signals.channelSwitches },
  viewings_asked: { definition: 'messages that ask for or confirm a viewing', read: (a) => a.signals.viewingsAsked },
  offer_messages: { definition: 'messages that speak of an offer', read: withIntent('offer') },
  financing_messages: { definition: 'messages that speak of financing', read: withIntent('financing') },
  objection_messages: { definition: 'messages that object', read: withIntent('objection') },
  positive_messages: { definition: 'messages of positive sentiment', read: withSentiment('positive') },
  negative_messages: { definition: 'messages of negative sentiment', read: withSentiment('negative') },
  known_facts: { definition: 'kinds of facts that the lead stated', read: (a) => Object.keys(a.knownFacts).length },
  opted_out: {
    definition: '1 when the lead asked not to be contacted or has left, else 0',
    read: (a) => (a.optOut ? 1 : 0),
  },
} satisfies Record<string, Feature>;
export type FeatureName = keyof typeof FEATURES;

function inWords(names: readonly string[]): string {
  return names.map((name, at) => `${at} ${name}`).join(', ');
}

export const isFeature = (name: string): name is FeatureName => Object.hasOwn(FEATURES, name);

/** The features in the order of `names`, null where one is not known. */
export function featureValues(analysis: ConversationAnalysis, names: readonly FeatureName[]): (number | null)[] {
  return names.map((name) => FEATURES[name].read(analysis));
}
