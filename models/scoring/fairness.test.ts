import { describe, expect, it } from 'vitest';
import type { Conversation } from '../conversation.ts';
import { textInputs } from '../insight/analyse-conversation.ts';
import { LeadIntelligence } from '../insight/lead-intelligence.ts';
import { leadState } from '../insight/lead-state.ts';
import { markedReading } from '../testing/marked-reading.ts';
import { assess } from './health.ts';
import { levelFeatures } from './level-features.ts';
import { momentumFeatures } from './momentum-features.ts';

const NOW = '2026-03-06T12:00:00-06:00';
const intelligence = new LeadIntelligence({ clock: { now: () => NOW, millis: () => 0 } });

const NAMES = [
  'Emily Walsh',
  'Lakisha Washington',
  'Jamal Robinson',
  'María González',
  'José Hernández',
  'Nguyễn Minh',
  'Wei Zhang',
  'Priya Patel',
  'Mohammed Al-Farsi',
  'Shlomo Goldberg',
  'Oluwaseun Adeyemi',
  'Dmitri Ivanov',
  'Aiyana Begay',
  'Giuseppe Russo',
  'Fatima Khan',
];
const ZIPS = ['60614', '10453', '90011', '02119', '30318', '94027', '48205', '77479'];
const GREETINGS = ['Hi', 'Hola', 'Bonjour', 'Salaam', 'Namaste', 'Shalom', 'Ciao', 'Aloha'];

type Talk = (name: string, zip: string, greeting: string) => readonly (readonly ['lead' | 'agent', number, string])[];
const TALKS: readonly Talk[] = [
  (name, zip, greeting) => [
    ['lead', 0, `${greeting}, this is ${name}. We want to buy a 3 bedroom house near ${zip}, up to $450k, by May 30.`],
    ['agent', 1, `Thanks ${name}! Pre-approved already?`],
    ['lead', 2, `yes, pre-approved for 450k. can we see the one in ${zip} saturday at 10? - ${name}`],
  ],
  (name, zip, greeting) => [
    ['lead', 0, `${greeting} it's ${name}, just looking around ${zip} for next year, maybe`],
    ['agent', 20, `No rush ${name}. Want me to send a few?`],
    ['lead', 60, 'sure, but prices are too high right now'],
  ],
  (name, zip, greeting) => [
    ['lead', 0, `${greeting}! My name is ${name}, I need to sell my condo, zip ${zip}. what is it worth?`],
    ['agent', 1, `Happy to help, ${name}. When do you want to move?`],
    ['lead', 3, `as soon as possible. call me today please, ${name}`],
  ],
  (name, zip, greeting) => [
    ['lead', 0, `${greeting}, ${name} here. Looking for a 2 bed rental around ${zip} under $2,100`],
    ['agent', 5, 'The one on Elm is open.'],
    ['lead', 6, `we'd like to apply for it today. my wife and I both work. ${name}, ${zip}`],
  ],
];

const conversationOf = (lines: ReturnType<Talk>): Conversation => ({
  id: 'c',
  leadId: 'l',
  channel: 'sms',
  messages: lines.map(([from, hours, text], i) => ({
    id: `m${i}`,
    from,
    text,
    sentAt: new Date(Date.parse('2026-03-02T10:00:00-06:00') + hours * 3_600_000).toISOString(),
  })),
});

/** Everything a score says and is made of; the words of evidence move with the length of a name and are left out. */
async function judged(lines: ReturnType<Talk>) {
  const conversation = conversationOf(lines);
  const { health, scores, insights, actions, qualification } = await intelligence.analyseConversation(conversation);
  const items = textInputs(conversation, NOW);
  const texts = await intelligence.analyseTexts(items.map(({ input }) => input));
  const state = leadState(conversation, new Map(items.map(({ id }, i) => [id, texts[i]!])), Date.parse(NOW));
  const points = (list: readonly { reason: string; points: number }[]) => list.map((c) => [c.reason, c.points]);
  return {
    features: [...levelFeatures(state), ...momentumFeatures(state)].map(({ name, value }) => [name, value]),
    level: health.level,
    momentum: health.momentum,
    health: [health.overall, ...points(health.contributions), ...points(health.levelReasons)],
    conversion: health.conversion,
    days: health.estimatedDaysToClose,
    scores: Object.values(scores).map(({ value }) => value),
    panes: Object.values(qualification.panes).map(({ state: pane }) => pane),
    insights: insights.map((i) => [i.kind, i.confidence, i.priorityScore]),
    actions: actions.map((a) => [a.kind, a.confidence, a.urgency, a.dueBy]),
  };
}

describe.each(TALKS.map((talk, i) => [i, talk] as const))('what talk %i is judged by', (_, talk) => {
  const usual = () => judged(talk(NAMES[0]!, ZIPS[0]!, GREETINGS[0]!));

  it.each(NAMES)('is the same for %s', async (name) => {
    expect(await judged(talk(name, ZIPS[0]!, GREETINGS[0]!))).toEqual(await usual());
  });

  it.each(ZIPS)('is the same in %s', async (zip) => {
    expect(await judged(talk(NAMES[0]!, zip, GREETINGS[0]!))).toEqual(await usual());
  });

  it.each(GREETINGS)('is the same for who greets with %s', async (greeting) => {
    expect(await judged(talk(NAMES[0]!, ZIPS[0]!, greeting))).toEqual(await usual());
  });
});

/** As a text model would mark the words of facts; in the last talk it takes the lead's name for a place and a reason. */
const READ_TALKS: readonly Talk[] = [
  (name, zip, greeting) => [
    [
      'lead',
      0,
      `${greeting}, this is ${name}. We want to buy a [3 bedroom|beds_min] near [${zip}|locations], up to [$450k|budget_max], by [May 30|timeline_days_max].`,
    ],
    ['agent', 1, `Thanks ${name}! Pre-approved already?`],
    ['lead', 2, `yes, [pre-approved|financing]. can we see the one in ${zip} [saturday at 10|appointment]? - ${name}`],
  ],
  (name, zip, greeting) => [
    ['lead', 0, `${greeting} it's ${name}, moving because [the baby is due|motivation], around [${zip}|locations]`],
    ['agent', 20, `No rush ${name}. Want me to send a few?`],
    ['lead', 60, `sure, but no more than [380k|budget_max], ${name}`],
  ],
  (name, zip, greeting) => [
    ['lead', 0, `${greeting}! My name is [${name}|locations], I rent in ${zip} and look for [2 beds|beds_min]`],
    ['agent', 1, `Happy to help, ${name}. When do you want to move?`],
    ['lead', 3, `as soon as possible. call me today please, [${name}|motivation]`],
  ],
];

/** What is judged where the facts come from a reading of the text model; words that quote the lead are left out. */
async function judgedByReading(lines: ReturnType<Talk>) {
  const marked = lines.map(([, , source]) => markedReading(source));
  const conversation = conversationOf(lines.map(([from, hours], i) => [from, hours, marked[i]!.text] as const));
  const items = textInputs(conversation, NOW);
  const texts = await intelligence.analyseTexts(items.map(({ input }) => input));
  const readings = new Map(conversation.messages.map(({ id }, i) => [id, marked[i]!.reading]));
  const read = items.map(({ id }, i) => [id, { ...texts[i]!, model: 'made@1', reading: readings.get(id) }] as const);
  const state = leadState(conversation, new Map(read), Date.parse(NOW));
  const { locations, motivation, ...known } = state.known;
  return {
    facts: Object.entries(known).map(([key, fact]) => [key, fact.value]),
    places: locations?.value.length,
    moves: motivation !== undefined,
    features: [...levelFeatures(state), ...momentumFeatures(state)].map(({ name, value }) => [name, value]),
    assessed: numbersOf(assess(state)),
  };
}

/** Numbers, levels and sentences of an assessment, without what quotes the lead: evidence, and «Location: …». */
const numbersOf = (assessed: object): string =>
  JSON.stringify(assessed, (key, value: unknown) => {
    if (key === 'evidence') return undefined;
    return key === 'reason' && typeof value === 'string' ? value.replace(/: .*/, '') : value;
  });

describe.each(READ_TALKS.map((talk, i) => [i, talk] as const))('what talk %i is judged by in a reading', (_, talk) => {
  const usual = () => judgedByReading(talk(NAMES[0]!, ZIPS[0]!, GREETINGS[0]!));

  it('is what the reading marks', async () => {
    const { facts, places, moves } = await usual();
    expect(facts.length + (places ?? 0) + Number(moves)).toBeGreaterThan(1);
  });

  it.each(NAMES)('is the same for %s', async (name) => {
    expect(await judgedByReading(talk(name, ZIPS[0]!, GREETINGS[0]!))).toEqual(await usual());
  });

  it.each(ZIPS)('is the same in %s', async (zip) => {
    expect(await judgedByReading(talk(NAMES[0]!, zip, GREETINGS[0]!))).toEqual(await usual());
  });

  it.each(GREETINGS)('is the same for who greets with %s', async (greeting) => {
    expect(await judgedByReading(talk(NAMES[0]!, ZIPS[0]!, greeting))).toEqual(await usual());
  });
});
