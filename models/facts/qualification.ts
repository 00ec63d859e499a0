import { say, type Plain, type Reason } from '../sentences.ts';
import { cited } from './cited.ts';
import type { Evidence } from '../conversation.ts';
import {
  LPMAMA,
  type FactKey,
  type Facts,
  type KnownFact,
  type KnownFacts,
  type Pane,
  type Qualification,
} from './types.ts';

/** The facts behind each pane, the most telling first. */
const FACTS_OF: Record<Pane, readonly FactKey[]> = {
  location: ['locations'],
  price: ['budget_max', 'budget_min'],
  motivation: ['motivation', 'timeline_days_max'],
  agent: ['has_agent'],
  mortgage: ['financing', 'must_sell_first'],
  appointment: ['appointment'],
};

/** A question of each pane as an agent would text it to a buyer; to sellers and renters where it differs. */
const QUESTIONS: Record<Pane, Plain> = {
  location: 'Which areas are you considering, and is there anything you need to be close to?',
  price: 'What price range feels comfortable for you?',
  motivation: 'What has you thinking about a move, and when would you like to be settled?',
  agent: 'Are you working with an agent already?',
  mortgage: 'How are you planning to pay: cash, or have you spoken with a lender yet?',
  appointment: 'What day and time would suit you to see it, or to talk it through?',
};

const QUESTIONS_OF: Record<'buy' | 'sell' | 'rent', Partial<Record<Pane, Plain>>> = {
  buy: {},
  sell: {
    location: 'What is the address of the home?',
    price: 'Do you have a figure in mind for the sale?',
    mortgage: 'Is there a loan on the home, and do you need to buy another one first?',
    appointment: 'What day and time would suit you for a look at the home?',
  },
  rent: {
    price: 'What monthly rent feels comfortable for you?',
    mortgage: 'Do you have the deposit and proof of income ready for an application?',
  },
};

const dollars = (amount: number) => `$${amount.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;

const FINANCING_WORDS = {
  preapproved: 'pre-approved',
  cash: 'cash',
  needs_loan: 'needs a loan',
  fha: 'FHA loan',
  va: 'VA loan',
  conventional: 'conventional loan',
} as const satisfies Record<string, Plain>;

function priceWords({ budget_min: low, budget_max: high }: { budget_min?: number; budget_max?: number }): Reason {
  if (low !== undefined && high !== undefined)
    return low === high
      ? say('about {dollars}', { dollars: dollars(low) })
      : say('{dollars} to {dollars}', { dollars: [dollars(low), dollars(high)] });
  return high !== undefined
    ? say('up to {dollars}', { dollars: dollars(high) })
    : say('from {dollars}', { dollars: dollars(low ?? 0) });
}

/** A fact in a few words, as the agent reads it. */
function wordsOf(key: FactKey, facts: Facts): string {
  switch (key) {
    case 'budget_min':
    case 'budget_max':
      return priceWords(facts);
    case 'locations':
      return (facts.locations ?? []).join(', ');
    case 'financing':
      return facts.financing ? FINANCING_WORDS[facts.financing] : '';
    case 'has_agent':
      return facts.has_agent ? 'has an agent' : 'no agent yet';
    case 'must_sell_first':
      return facts.must_sell_first ? 'must sell first' : 'need not sell first';
    case 'timeline_days_max':
      return say('within {count} days', { count: facts.timeline_days_max ?? 0 });
    default:
      return String(facts[key] ?? '');
  }
}

function paneOf(pane: Pane, known: KnownFacts): Qualification['panes'][Pane] {
  const present = FACTS_OF[pane]
    .map((key) => ({ key, fact: known[key] as KnownFact | undefined }))
    .filter((entry): entry is { key: FactKey; fact: KnownFact } => entry.fact !== undefined);
  if (present.length === 0) return { state: 'unknown', evidence: [], words: '' };
  const facts = Object.fromEntries(Object.entries(known).map(([key, fact]) => [key, fact.value])) as Facts;
  const contradicted = present.some(({ key, fact }) => fact.overruled.length > 0 && !REPLACEABLE.has(key));
  const evidence: Evidence[] = present.flatMap(({ fact }) => [
    ...fact.overruled.map((old) => old.evidence),
    ...cited(fact),
  ]);
  const changes = contradicted
    ? present.flatMap(({ key, fact }) => fact.overruled.slice(-1).map((old) => wordsOf(key, { [key]: old.value })))
    : [];
  const said = [...new Set(present.map(({ key }) => wordsOf(key, facts)))].join('; ');
  return {
    state: contradicted ? 'contradicted' : 'known',
    evidence,
    words: changes.length > 0 ? say('{facts} (before: {facts})', { facts: [said, changes.join('; ')] }) : said,
  };
}

/** A new time or a further reason adds to the old one: no contradiction. */
const REPLACEABLE: ReadonlySet<FactKey> = new Set(['appointment', 'motivation']);

/** Asked first to last: what decides whether the search makes sense comes before the rest. */
const ASK_ORDER: readonly Pane[] = ['motivation', 'location', 'price', 'mortgage', 'agent', 'appointment'];

/**
 * The six panes of LPMAMA (location, price, motivation, agent, mortgage, appointment), each with the words that
 * answer it; `contradicted` where a later statement changed the answer. Proposes the next question to ask: of what is
 * unknown, then of what the lead has said both ways.
 */
export function qualification(known: KnownFacts, side: 'buy' | 'sell' | 'rent' | null = null): Qualification {
  const panes = Object.fromEntries(LPMAMA.map((pane) => [pane, paneOf(pane, known)])) as Qualification['panes'];
  const open = ASK_ORDER.find((pane) => panes[pane].state === 'unknown');
  if (open !== undefined) {
    return { panes, nextQuestion: { pane: open, question: QUESTIONS_OF[side ?? 'buy'][open] ?? QUESTIONS[open] } };
  }
  const torn = ASK_ORDER.find((pane) => panes[pane].state === 'contradicted');
  if (torn === undefined) return { panes, nextQuestion: null };
  return {
    panes,
    nextQuestion: {
      pane: torn,
      question: say('Just to be sure I have it right: {facts}?', { facts: panes[torn].words }),
    },
  };
}
