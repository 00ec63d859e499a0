import { say, type Reason } from '../sentences.ts';
import { cited } from '../facts/cited.ts';
import type { Action, Impact, UrgencyLevel } from '../actions/types.ts';
import type { Evidence } from '../conversation.ts';
import type { Health } from '../scoring/types.ts';
import { spanInWords } from '../scoring/score.ts';
import { behaviouralSignals } from '../signals/signals.ts';
import { BEHAVIOURAL_SIGNALS } from '../signals/types.ts';
import type { Head } from '../text/labels.ts';
import { COMPETITION_NAMES, competitionIn } from './competition.ts';
import { evidenceFor, has, type LeadState, type ReadMessage } from './lead-state.ts';
import type { Insight, InsightKind, PredictedOutcome } from './types.ts';

/** What an insight says before it is numbered, timed and ranked. */
export interface InsightFinding {
  title: string;
  description: string;
  /** 0 to 1. */
  confidence: number;
  /** 0 to 100. */
  priorityScore: number;
  urgencyLevel: UrgencyLevel;
  impact: Impact;
  evidence: readonly Evidence[];
  recommendedActions?: readonly string[];
}

/** What an insight of Leadlight's own says is a sentence that the app can say in every language. */
type OwnFinding = InsightFinding & { title: Reason; description: Reason };
type Finder = (state: LeadState, health: Health) => OwnFinding | null;

function probability(m: ReadMessage | undefined, head: Head, label: string): number {
  const of = m?.analysis?.probabilities[head] as Record<string, number> | undefined;
  return of?.[label] ?? 0.5;
}

const latest = (state: LeadState, test: (m: ReadMessage) => boolean) => state.substantive.findLast(test);

const PRICE_WORDS =
  /\b(prices?|priced|cheap(?:er)?|afford\w*|budget|negotia\w+|come down|(?:good|better|best) deal|discount|(?:hoa |condo |closing |monthly )?fees?|hoa|tax(?:es)?|monthly|payments?|costs?|expensive|pricey|over ?priced|worth|how much)\b|\b(?:go|any|much|bit) lower\b|\blower (?:price|offer|rent)/i;

/** The words about money, or what the text model marked as the objection. */
function priceEvidence(m: ReadMessage): Evidence {
  const match = PRICE_WORDS.exec(m.text);
  if (!match || m.analysis!.objections.includes('price')) return evidenceFor(m, 'price');
  return { messageId: m.id, start: match.index, end: match.index + match[0].length };
}

const WISHES = {
  buy: { title: 'Wants to buy', description: 'The lead said or showed that they want to buy.' },
  sell: { title: 'Wants to sell', description: 'The lead said or showed that they want to sell.' },
  rent: { title: 'Wants to rent', description: 'The lead said or showed that they want to rent.' },
} as const satisfies Record<string, { title: Reason; description: Reason }>;

function competitionWords(represented: boolean, rivals: string): Reason {
  if (rivals === '') return 'The lead says that someone else represents them.';
  return represented
    ? say('The lead says that someone else represents them. The lead speaks of {rivals}.', { rivals })
    : say('The lead speaks of {rivals}.', { rivals });
}

const FINDERS: Record<InsightKind, Finder> = {
  urgency: (state) => {
    const m = latest(state, (x) => x.analysis?.urgency === 'high');
    if (!m || (state.now - m.at) / 86_400_000 > 14) return null;
    return {
      title: 'Wants to act soon',
      description: 'The lead’s words set a deadline or ask for something within days.',
      confidence: probability(m, 'urgency', 'high'),
      priorityScore: 85,
      urgencyLevel: 1,
      impact: 'high',
      evidence: [evidenceFor(m, 'high')],
    };
  },
  objection: (state) => {
    const open = state.openObjections.at(-1);
    if (!open) return null;
    const kinds = state.openObjections.map((o) => o.kind).join(', ');
    const m = state.lead.find((x) => x.id === open.evidence.messageId);
    return {
      title: say('Objection: {objections}', { objections: kinds }),
      description: say('Stands open since {span}: answer its kind, not in general.', {
        span: spanInWords(open.daysAgo),
      }),
      confidence: probability(m, 'objections', open.kind),
      priorityScore: 70,
      urgencyLevel: 2,
      impact: 'high',
      evidence: state.openObjections.map((o) => o.evidence),
    };
  },
  buying_intent: (state) => {
    const m = latest(state, (x) => has(x, 'buy', 'sell', 'rent', 'showing', 'offer'));
    if (!m || !state.side) return null;
    const stated = latest(state, (x) => has(x, state.side!))!;
    return {
      ...WISHES[state.side],
      confidence: probability(stated, 'intents', state.side),
      priorityScore: 60,
      urgencyLevel: 3,
      impact: 'medium',
      evidence: [evidenceFor(stated, state.side)],
    };
  },
  price_sensitivity: (state) => {
    const talk = state.substantive.filter((x) => x.analysis!.objections.includes('price') || PRICE_WORDS.test(x.text));
    const objected = talk.filter((x) => x.analysis!.objections.includes('price'));
    if (objected.length === 0 && talk.length < 2) return null;
    return {
      title: objected.length ? 'Price decides' : 'Watches the price',
      description: say('{count} of {count} messages speak of price or cost.', {
        count: [talk.length, state.substantive.length],
      }),
      confidence: objected.length ? probability(objected.at(-1), 'objections', 'price') : 0.6,
      priorityScore: objected.length ? 55 : 35,
      urgencyLevel: 3,
      impact: 'medium',
      evidence: talk.slice(-3).map(priceEvidence),
    };
  },
  timeline: (state) => {
    const { deadline } = state;
    if (!state.known.timeline_days_max || !deadline) return null;
    const left = deadline.daysLeft;
    return {
      title: left < 0 ? 'The date has passed' : say('{span} left', { span: spanInWords(left) }),
      description:
        left < 0 ? 'The date that the lead gave is over: ask how things stand.' : 'The lead gave a date to act by.',
      confidence: 0.9,
      priorityScore: left < 0 ? 40 : Math.max(20, Math.min(80, 90 - left / 2)),
      urgencyLevel: left <= 3 ? 1 : left <= 14 ? 2 : left <= 30 ? 3 : left <= 90 ? 4 : 5,
      impact: left <= 30 ? 'high' : 'medium',
      evidence: cited(deadline),
    };
  },
  engagement: (state, health) => {
    const held = behaviouralSignals(state.signals);
    if (held.length === 0 || health.engagement === null) return null;
    return {
      title: health.momentum === 'stalled' ? 'Gone quiet' : say('Momentum: {momentum}', { momentum: health.momentum }),
      description: say('The lead {signals}.', {
        signals: held
          .slice(0, 3)
          .map((name) => BEHAVIOURAL_SIGNALS[name])
          .join('; '),
      }),
      confidence: Math.min(0.95, 0.5 + 0.1 * state.signals.leadMessages),
      priorityScore: health.momentum === 'stalled' ? 50 : 30,
      urgencyLevel: health.momentum === 'stalled' ? 3 : 4,
      impact: 'medium',
      evidence: state.signals.openLeadQuestions,
    };
  },
  competitive: (state) => {
    const mentions = state.lead.flatMap((m) =>
      competitionIn(m.text).map((mention) => ({ ...mention, messageId: m.id })),
    );
    const agent = state.known.has_agent?.value === true ? state.known.has_agent : null;
    if (mentions.length === 0 && !agent) return null;
    const kinds = [...new Set(mentions.map(({ kind }) => kind))].map((kind) => COMPETITION_NAMES[kind]);
    return {
      title: agent ? 'Has another agent' : 'Names a competitor',
      description: competitionWords(agent !== null, kinds.join(', ')),
      confidence: agent ? 0.9 : 0.7,
      priorityScore: 55,
      urgencyLevel: 3,
      impact: 'high',
      evidence: [
        ...(agent ? cited(agent) : []),
        ...mentions.slice(-3).map(({ messageId, start, end }) => ({ messageId, start, end })),
      ],
    };
  },
  closing: (state, health) => {
    const m = latest(state, (x) => has(x, 'offer') || x.analysis!.readiness === 'ready');
    if (!m || (health.level !== 'ready' && health.level !== 'hot')) return null;
    return {
      title: health.level === 'hot' ? 'Ready, with means and a date' : 'Ready to go on',
      description: 'The lead makes, accepts or asks to prepare a deal.',
      confidence: probability(m, 'readiness', 'ready'),
      priorityScore: health.level === 'hot' ? 95 : 80,
      urgencyLevel: health.level === 'hot' ? 1 : 2,
      impact: 'high',
      evidence: [evidenceFor(m, 'ready')],
    };
  },
};

/** What is likely to become of the lead, by level and momentum. */
export function predictedOutcome(state: LeadState, health: Health): PredictedOutcome {
  if (state.optOut) return 'lost';
  if (state.substantive.length === 0) return 'not_enough_evidence';
  if (health.momentum === 'stalled' || health.momentum === 'slowing') {
    return health.level === 'cold' || health.level === 'warming' ? 'needs_nurturing' : 'at_risk';
  }
  if (health.level === 'hot' || health.level === 'ready') return 'likely_to_close';
  return health.level === 'cold' || health.level === 'warming' ? 'needs_nurturing' : 'likely_to_continue';
}

/** Gives a finding its identity; `processingMs` is filled in by the caller that has a clock. */
export function insightFrom(
  kind: string,
  finding: InsightFinding,
  state: LeadState,
  health: Health,
  actions: readonly Action[],
  model: string,
): Insight {
  return {
    id: `${state.conversation.id}:${kind}`,
    leadId: state.conversation.leadId,
    kind,
    title: finding.title,
    description: finding.description,
    confidence: finding.confidence,
    priorityScore: finding.priorityScore,
    urgencyLevel: finding.urgencyLevel,
    recommendedActions: finding.recommendedActions ?? actions.slice(0, 2).map((a) => a.kind),
    behavioralSignals: behaviouralSignals(state.signals),
    predictedOutcome: predictedOutcome(state, health),
    impact: finding.impact,
    evidence: finding.evidence,
    createdAt: new Date(state.now).toISOString(),
    processingMs: 0,
    model,
  };
}

/** All insights that hold, by priority. Of a lead who is gone only who has them now is of use. */
export function findInsights(state: LeadState, health: Health, actions: readonly Action[], model: string): Insight[] {
  const kinds = state.optOut ? (['competitive'] as const) : (Object.keys(FINDERS) as InsightKind[]);
  return kinds
    .flatMap((kind) => {
      const finding = FINDERS[kind](state, health);
      return finding ? [insightFrom(kind, finding, state, health, actions, model)] : [];
    })
    .sort((a, b) => b.priorityScore - a.priorityScore || (a.kind < b.kind ? -1 : 1));
}
