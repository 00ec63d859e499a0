import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEAD_KIND, HEAD_NAMES, HEADS, type Head } from '../../../../models/text/labels.ts';
import type { AnalysedMessage } from '../../../../models/insight/types.ts';
import { keyOf, type Correction } from './correction.ts';
import { choicesOf, chosen, corrected, correctionsFor, labelsRead } from './label-choices.ts';

const READ = {
  id: 'm',
  sentiment: 'neutral',
  intents: ['showing'],
  objections: [],
  urgency: 'none',
  readiness: 'early',
} as unknown as AnalysedMessage;
const WHO = { leadId: 'l', at: '2026-11-20T10:00:00.000Z' };
const now = labelsRead(READ);

describe('a corrected label', () => {
  it('takes the place of the tapped one, is added, or goes', () => {
    expect(chosen(now, 'intents', 'showing', 'buy').intents).toEqual(['buy']);
    expect(chosen(now, 'intents', null, 'buy').intents).toEqual(['showing', 'buy']);
    expect(chosen(now, 'intents', 'showing', null).intents).toEqual([]);
    expect(chosen(now, 'urgency', 'none', 'high').urgency).toEqual(['high']);
    expect(choicesOf('intents', now)).not.toContain('showing');
    expect(choicesOf('intents', now)).not.toContain('objection');
  });

  it('keeps to the label guide: courtesy alone, an objection with its kind and none without', () => {
    expect(chosen(now, 'intents', null, 'courtesy').intents).toEqual(['courtesy']);
    const polite = { ...now, intents: ['courtesy'] };
    expect(chosen(polite, 'intents', null, 'buy').intents).toEqual(['buy']);
    const objects = chosen(polite, 'objections', null, 'price');
    expect(objects).toMatchObject({ intents: ['objection'], objections: ['price'] });
    expect(chosen(objects, 'objections', 'price', null)).toMatchObject({ intents: [], objections: [] });
    expect(chosen(objects, 'objections', 'price', 'timing')).toMatchObject({ intents: ['objection'] });
  });

  it('is a correction of the heads that change, laid over what was read; choosing what was read takes it back', () => {
    const { add, without } = correctionsFor(READ, chosen(now, 'objections', null, 'price'), WHO);
    expect(add.map(({ head, was, gold }) => [head, was, gold])).toEqual([
      ['intents', ['showing'], ['showing', 'objection']],
      ['objections', [], ['price']],
    ]);
    expect(without).toEqual(['label:m:sentiment', 'label:m:urgency', 'label:m:readiness']);
    const standing = new Map<string, Correction>(add.map((one) => [keyOf(one), one]));
    const shown = corrected(READ, standing);
    expect(shown.message).toMatchObject({ intents: ['showing', 'objection'], objections: ['price'] });
    expect([...shown.heads]).toEqual(['intents', 'objections']);
    expect(correctionsFor(READ, now, WHO).add).toEqual([]);
  });

  it('whatever is tapped and chosen: a single-label head has one label, none is given twice', () => {
    const anyLabel = fc.constantFrom(...HEAD_NAMES).chain((head) =>
      fc.record({
        head: fc.constant<Head>(head),
        tapped: fc.option(fc.constantFrom(...(HEADS[head] as readonly string[]))),
        choice: fc.option(fc.constantFrom(...(HEADS[head] as readonly string[]))),
      }),
    );
    fc.assert(
      fc.property(fc.array(anyLabel, { maxLength: 12 }), (taps) => {
        let labels = now;
        for (const { head, tapped, choice } of taps) {
          if (tapped === 'objection' || (choice !== null && !choicesOf(head, labels).includes(choice))) continue;
          labels = chosen(labels, head, tapped, choice);
        }
        for (const head of HEAD_NAMES) {
          expect(new Set(labels[head]).size).toBe(labels[head].length);
          if (HEAD_KIND[head] === 'single') expect(labels[head]).toHaveLength(1);
        }
        expect(labels.objections.length > 0).toBe(labels.intents.includes('objection'));
        if (labels.intents.includes('courtesy')) expect(labels.intents).toEqual(['courtesy']);
      }),
    );
  });
});
