import { describe, expect, it } from 'vitest';
import { analyseTexts } from './analyse-text.ts';
import { cacheMaterial } from './cache-key.ts';
import { RULE_DECODER } from './decode.ts';
import { ruleAnalyser } from './rules/rule-analyser.ts';
import type { TextAnalyser } from './types.ts';

const analyse = async (text: string, channel?: 'sms' | 'email') =>
  (await analyseTexts(ruleAnalyser, RULE_DECODER, [{ text, context: [], channel }]))[0]!;

describe('analyseTexts', () => {
  it('counts a carrier keyword whatever the analyser says', async () => {
    const analysis = await analyse('END', 'sms');
    expect(analysis).toMatchObject({ intents: ['opt_out'], readiness: 'none', urgency: 'none', sentiment: 'neutral' });
    expect(analysis.spans).toEqual([{ head: 'intents', label: 'opt_out', start: 0, end: 3, weight: 1 }]);
  });

  it('scores nothing in another language but keywords and their Spanish twins', async () => {
    expect(await analyse('quiero comprar una casa hoy mismo, me encanta')).toMatchObject({
      language: 'es',
      intents: [],
      sentiment: 'neutral',
      urgency: 'none',
      readiness: 'none',
      spans: [],
    });
    expect((await analyse('BAJA', 'sms')).intents).toEqual(['opt_out']);
  });

  it('keeps the order and asks the analyser for the open ones only', async () => {
    const seen: string[] = [];
    const spy: TextAnalyser = {
      ...ruleAnalyser,
      analyse(inputs, signal) {
        seen.push(...inputs.map(({ text }) => text));
        return ruleAnalyser.analyse(inputs, signal);
      },
    };
    const inputs = ['STOP', 'can we see it tomorrow', '¿Cuánto cuesta la casa?', 'we want to buy a house'];
    const analyses = await analyseTexts(
      spy,
      RULE_DECODER,
      inputs.map((text) => ({ text, context: [] })),
    );
    expect(seen).toEqual(['can we see it tomorrow', 'we want to buy a house']);
    expect(analyses.map(({ intents }) => intents[0] ?? null)).toEqual(['opt_out', 'showing', null, 'buy']);
    expect(await analyseTexts(spy, RULE_DECODER, [])).toEqual([]);
  });
});

describe('cacheMaterial', () => {
  const input = { text: 'yes', context: [{ role: 'agent' as const, text: 'Saturday?' }] };

  it('is the same for the same input and differs with text, context, channel and model', () => {
    const all = [
      cacheMaterial(input, 'rules@1'),
      cacheMaterial(input, 'rules@2'),
      cacheMaterial({ ...input, text: 'no' }, 'rules@1'),
      cacheMaterial({ ...input, context: [] }, 'rules@1'),
      cacheMaterial({ ...input, channel: 'sms' }, 'rules@1'),
      cacheMaterial({ text: 'yes', context: [{ role: 'lead', text: 'Saturday?' }] }, 'rules@1'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(cacheMaterial({ ...input }, 'rules@1')).toBe(all[0]);
  });
});
