import type { FurtherKey } from '../../../../models/facts/further-types.ts';
import type { FactKey } from '../../../../models/facts/types.ts';
import type { AnalysedMessage, PredictedOutcome } from '../../../../models/insight/types.ts';
import type { Momentum } from '../../../../models/scoring/types.ts';
import type { Head, Intent, ObjectionKind, Readiness, Sentiment, Urgency } from '../../../../models/text/labels.ts';
import type { Channel } from '../../../../models/text/types.ts';

export const SENTIMENT_WORDS: Record<Sentiment, string> = {
  negative: 'negative',
  neutral: 'neutral',
  positive: 'positive',
};
export const INTENT_WORDS: Record<Intent, string> = {
  buy: 'buying',
  sell: 'selling',
  rent: 'renting',
  research: 'researching',
  property_question: 'question about a home',
  showing: 'viewing',
  financing: 'financing',
  offer: 'offer',
  objection: 'objection',
  opt_out: 'wants no contact',
  courtesy: 'courtesy',
};
export const OBJECTION_WORDS: Record<ObjectionKind, string> = {
  price: 'price objection',
  timing: 'timing objection',
  financing: 'financing objection',
  property: 'objection to the home',
  location: 'location objection',
  market: 'market worry',
  agent: 'agent objection',
  decision: 'must decide first',
};
export const URGENCY_WORDS: Record<Urgency, string> = {
  none: 'no urgency',
  low: 'no hurry',
  medium: 'some urgency',
  high: 'urgent',
};
export const READINESS_WORDS: Record<Readiness, string> = {
  none: 'not ready',
  early: 'early',
  considering: 'considering',
  ready: 'ready to act',
};
export const MOMENTUM_WORDS: Record<Momentum, string> = {
  accelerating: 'speeding up',
  steady: 'steady',
  slowing: 'slowing down',
  stalled: 'stalled',
};
export const CHANNEL_WORDS: Record<Channel, string> = {
  sms: 'SMS',
  chat: 'Chat',
  email: 'E-mail',
  social: 'Social',
  call: 'Call',
  whatsapp: 'WhatsApp',
  other: 'Message',
};
export const FACT_WORDS: Record<FactKey, string> = {
  budget_min: 'budget from',
  budget_max: 'budget',
  beds_min: 'bedrooms',
  baths_min: 'bathrooms',
  property_type: 'kind of home',
  timeline_days_max: 'time frame',
  locations: 'place',
  financing: 'financing',
  has_agent: 'agent',
  must_sell_first: 'must sell first',
  motivation: 'motivation',
  appointment: 'appointment',
};
export const FURTHER_WORDS: Record<FurtherKey, string> = {
  decision_makers: 'decides',
  pets: 'pets',
};
export const OUTCOME_WORDS: Record<PredictedOutcome, string> = {
  likely_to_close: 'likely to close',
  likely_to_continue: 'likely to go on',
  needs_nurturing: 'needs nurturing',
  at_risk: 'at risk',
  lost: 'lost',
  not_enough_evidence: 'not enough to tell yet',
};

export const HEAD_WORDS: Record<Head, string> = {
  sentiment: 'Mood',
  intents: 'What they want',
  objections: 'Objections',
  urgency: 'Urgency',
  readiness: 'Readiness',
};
const LABEL_WORDS: Record<Head, Readonly<Record<string, string>>> = {
  sentiment: SENTIMENT_WORDS,
  intents: INTENT_WORDS,
  objections: OBJECTION_WORDS,
  urgency: URGENCY_WORDS,
  readiness: READINESS_WORDS,
};
export const labelWords = (head: Head, label: string): string => LABEL_WORDS[head][label] ?? label;

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
