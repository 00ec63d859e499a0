import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_KINDS } from '../../../models/actions/types.ts';
import { OBJECTION_ANSWERS } from '../../../models/actions/objection-answers.ts';
import { parseConversation } from '../../../models/import/parse-conversations.ts';
import { ACTION_WORDS } from '../../../models/insight/action-words.ts';
import { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import { SENTENCES, type Filling } from '../../../models/sentences.ts';
import { coreLang, coreSentence } from './core-sentence.ts';
import { coreTranslation } from './core-translation.ts';
import { messages, wordsOf } from './messages.svelte.ts';

/** How each name in a sentence may be filled in, in English and in Spanish. */
const FILLED: Record<Filling, readonly [string, string]> = {
  count: ['3', '3'],
  span: ['12 days', '12 días'],
  dollars: ['$450,000', '$450,000'],
  momentum: ['slowing', 'se enfría'],
  objection: ['price', 'precio'],
  objections: ['price, timing', 'precio, momento'],
  urgency: ['high', 'urgente'],
  pane: ['Price', 'Precio'],
  facts: ['no agent yet; Troy', 'aún sin agente; Troy'],
  signals: ['moved to another channel; the lead waits for an answer', 'cambió de canal; espera una respuesta'],
  rivals: ['a portal, another agent', 'un portal, otro agente'],
  question: ['Are you working with an agent already?', '¿Ya trabaja con un agente?'],
  reason: ['Needs a loan', 'Necesita un crédito'],
  when: ['Friday, 3 pm', 'Friday, 3 pm'],
  place: ['Troy, MI', 'Troy, MI'],
  class: ['religion', 'religion'],
};
const filled = (sentence: string, at: 0 | 1) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => FILLED[name as Filling][at]);

/** All that the core says of a conversation to a person; drafts are for the lead. */
function saidIn({ headline, health, scores, qualification, insights, actions }: ConversationAnalysis): string[] {
  const contributions = [
    ...health.levelReasons,
    ...(health.momentumReasons ?? []),
    ...health.contributions,
    ...Object.values(scores).flatMap((score) => score.contributions),
  ];
  return [
    headline,
    ...contributions.map(({ reason }) => reason),
    ...health.riskFactors,
    ...health.growthOpportunities,
    ...(health.conversion ? [health.conversion.basis] : []),
    ...(qualification.nextQuestion ? [qualification.nextQuestion.question] : []),
    ...insights.flatMap(({ title, description }) => [title, description]),
    ...actions.flatMap(({ reason, draft }) => [reason, ...(draft.kind === 'text' ? draft.notes : [draft.reason])]),
  ];
}

describe('the sentences of the core in Spanish', () => {
  beforeAll(async () => {
    await messages.load(['common', 'core']);
    await messages.use('es', ['es-US']);
    return () => messages.use('en', ['en-US']);
  });
  const translate = (text: string) => coreTranslation(wordsOf('core'), wordsOf('common'))(text);

  it('are all there, filled in with the same things', () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const sentence of SENTENCES) {
      const spanish = wordsOf('core')[sentence];
      expect(names(spanish), sentence).toEqual(names(sentence));
      expect(translate(filled(sentence, 0)), sentence).toBe(filled(spanish, 1));
    }
  });

  it('hold the headline as a whole, with what to do', () => {
    expect(translate('12 days left, pre-approved, buying 3 bed house in Troy, MI up to $450k. Call.')).toBe(
      'Quedan 12 días, preaprobado, compra casa 3 rec. en Troy, MI hasta $450k. Llame.',
    );
    expect(translate('Meets Friday, 3 pm, FHA loan. Confirm the time.')).toBe(
      'Se reúne: Friday, 3 pm, crédito FHA. Confirme la hora.',
    );
    expect(translate('Price holds them back.')).toBe('Lo frena: precio.');
    for (const kind of ACTION_KINDS) expect(translate(`${ACTION_WORDS[kind]}.`), kind).not.toBeNull();
    for (const { strategy } of Object.values(OBJECTION_ANSWERS)) expect(translate(strategy)).not.toBeNull();
  });

  it('hold whatever is said of whole conversations', async () => {
    const file = new URL('../../../test/fixtures/examples/conversations.jsonl', import.meta.url);
    let millis = 0;
    const core = new LeadIntelligence({
      clock: { now: () => '2026-06-12T12:00:00-05:00', millis: () => (millis += 1) },
    });
    const said = new Set<string>();
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const value = JSON.parse(line) as { now?: string };
      const parsed = parseConversation(value);
      if (!parsed.ok) throw new Error('A conversation of the examples is malformed.');
      const analysis = await core.analyseConversation(parsed.conversation, value.now ? { now: value.now } : {});
      for (const sentence of saidIn(analysis)) said.add(sentence);
    }
    expect(said.size).toBeGreaterThan(60);
    expect([...said].filter((sentence) => translate(sentence) === null)).toEqual([]);
  });

  it('leave what somebody else says as it is', () => {
    const strange = 'A handler\u202E says so.';
    expect(coreSentence(strange)).toBe('A handler says so.');
    expect(coreLang(strange)).toBe('en');
    expect(coreLang('Needs a loan')).toBe('es');
  });
});
