import { describe, expect, it } from 'vitest';
import { MadeAnalyser } from '../testing/made-analyser.ts';
import { chanceOf, madeRaw, madeReference } from '../testing/made-reference.ts';
import type { Correction } from '../text/adapter/corrections.ts';
import { encodeReference } from '../text/adapter/reference.ts';
import { RULE_DECODER } from '../text/decode.ts';
import { LeadIntelligence } from './lead-intelligence.ts';
import type { LeadIntelligenceDeps } from './lead-intelligence-deps.ts';

const clock = { now: () => '2026-03-02T12:00:00Z', millis: () => 0 };
const reference = async () => encodeReference(madeReference(400));
const service = (deps: Partial<LeadIntelligenceDeps> = {}) =>
  new LeadIntelligence({ clock, analyser: new MadeAnalyser(), decoder: RULE_DECODER, reference, ...deps });

/** Corrections of messages whose embedding points one way: all are negative. */
function consistent(count: number): Correction[] {
  const chance = chanceOf(5);
  return Array.from({ length: count }, () => {
    const raw = madeRaw(chance);
    const embedding = raw.embedding!.map((value, at) => (at === 5 ? 2 : value));
    const of = { ...raw, embedding, logits: { ...raw.logits, sentiment: [-1, 1, 0] } };
    return { kind: 'label', of, head: 'sentiment', gold: ['negative'] };
  });
}
const dismissals = Array.from({ length: 20 }, (): Correction => ({
  kind: 'action',
  action: 'book_showing',
  accepted: false,
}));

describe('learning from corrections', () => {
  it('keeps a change that helps, names it in the version, and undoes it in one step', async () => {
    const intelligence = service();
    const retrained = await intelligence.retrain(consistent(20));
    expect(retrained).toMatchObject({
      ok: true,
      heads: [{ head: 'sentiment', kept: true, corrections: 20 }],
      unused: 0,
    });
    expect(intelligence.model).toMatch(/^made@1\+a\.[0-9a-f]{16}$/);
    expect(intelligence.undoRetrain()).toBe(true);
    expect(intelligence.model).toBe('made@1');
    expect(intelligence.undoRetrain()).toBe(false);
  });

  it('says why it keeps nothing of a few', async () => {
    const retrained = await service().retrain(consistent(3));
    expect(retrained).toMatchObject({ ok: true, version: null, heads: [{ kept: false }] });
    expect(retrained.ok && retrained.heads[0]!.reason).toContain('too few');
  });

  it('refuses wrong corrections whole, with the place and without the words', async () => {
    const intelligence = service();
    const of = { text: 'my secret', context: [] };
    const wrong: unknown[] = [
      { kind: 'label', of, head: 'mood', gold: ['negative'] },
      { kind: 'label', of, head: 'sentiment', gold: ['negative', 'neutral'] },
      { kind: 'label', of, head: 'intents', gold: ['buy', 'buy'] },
      { kind: 'label', of, head: 'intents', gold: ['buyer'] },
      { kind: 'label', of: { ...madeRaw(chanceOf(1)), embedding: [NaN] }, head: 'urgency', gold: ['high'] },
      { kind: 'label', of: { ...madeRaw(chanceOf(1)), embedding: [1, 2] }, head: 'urgency', gold: ['high'] },
      { kind: 'label', of: madeRaw(chanceOf(1), 0, 'other@1'), head: 'urgency', gold: ['high'] },
      { kind: 'action', action: 'dance', accepted: true },
      null,
    ];
    for (const one of wrong) {
      const refused = await intelligence.retrain([...consistent(20), one as Correction]);
      expect(refused).toMatchObject({ ok: false, code: 'corrections_invalid' });
      expect(JSON.stringify(refused)).not.toContain('secret');
      expect(intelligence.model).toBe('made@1');
    }
    expect(await intelligence.retrain(consistent(2001))).toMatchObject({ code: 'corrections_invalid' });
  });

  it('refuses to learn by rules, without a reference, or against that of another model', async () => {
    const text: Correction = { kind: 'label', of: { text: 'hi', context: [] }, head: 'urgency', gold: ['low'] };
    const by = async (deps: Partial<LeadIntelligenceDeps>) => service(deps).retrain([text]);
    expect(await by({ analyser: undefined })).toMatchObject({ ok: false, code: 'no_embeddings' });
    expect(await by({ reference: undefined })).toMatchObject({ ok: false, code: 'no_reference' });
    expect(await by({ reference: () => Promise.reject(new Error()) })).toMatchObject({ code: 'no_reference' });
    expect(await by({ reference: async () => new Uint8Array(9) })).toMatchObject({ code: 'reference_invalid' });
    expect(await by({ analyser: new MadeAnalyser('made@2') })).toMatchObject({ code: 'reference_mismatch' });
  });

  it('adopts what was stored, and refuses what is damaged or of another model', async () => {
    const intelligence = service();
    await intelligence.retrain([...consistent(20), ...dismissals]);
    const stored = JSON.parse(JSON.stringify(intelligence.learned)) as { adapter: object };
    const other = service();
    expect(other.adoptLearned(stored)).toMatchObject({ ok: true });
    expect(other.model).toBe(intelligence.model);
    expect(other.learned).toEqual(intelligence.learned);
    expect(other.adoptLearned({ ...stored, adapter: { model: 'made@1', heads: { urgency: [[1, 2]] } } })).toMatchObject(
      {
        code: 'learned_invalid',
      },
    );
    expect(service({ analyser: new MadeAnalyser('made@2') }).adoptLearned(stored)).toMatchObject({
      code: 'learned_mismatch',
    });
  });

  it('re-weights dismissed actions within bounds, explained and undoable', async () => {
    const talk = {
      id: 'c',
      leadId: 'l',
      messages: [{ id: '1', from: 'lead' as const, text: 'Can we see it tomorrow?', sentAt: '2026-03-02T11:00:00Z' }],
    };
    const intelligence = service({ analyser: undefined });
    const before = await intelligence.getNextBestActions('l', talk);
    expect(before[0]!.kind).toBe('book_showing');
    const retrained = await intelligence.retrain(dismissals);
    expect(retrained).toMatchObject({ ok: true, actions: [{ action: 'book_showing', accepted: 0, dismissed: 20 }] });
    const after = await intelligence.getNextBestActions('l', talk);
    const booking = after.find(({ kind }) => kind === 'book_showing')!;
    expect(booking.confidence).toBeLessThan(before[0]!.confidence);
    expect(booking.reason).toContain('ranked lower: 0 of 20');
    intelligence.undoRetrain();
    expect(await intelligence.getNextBestActions('l', talk)).toEqual(before);
  });
});
