import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { parseRecord } from '../../models/import/parse-conversations.ts';
import type { Correction } from '../../models/text/adapter/corrections.ts';
import { isRight } from '../../models/text/adapter/gold.ts';
import { parseReference } from '../../models/text/adapter/reference.ts';
import { HEAD_NAMES, HEADS, type Head } from '../../models/text/labels.ts';
import { normaliseMessage } from '../../models/text/normalise.ts';
import { chanceOf } from '../../models/testing/made-reference.ts';
import type { TextInput } from '../../models/text/types.ts';
import { JARGON } from '../testing/jargon.ts';
import { SHIPPED_MODEL } from '../cli/text-stack.ts';
import { loadTextModel } from './load-text-model.ts';

const TEST = join(import.meta.dirname, '../../models/training/data/test.jsonl');
const inputOf = (text: string): TextInput => ({ text, context: [] });
const corrections: Correction[] = JARGON.corrections.map(({ text, gold }) => ({
  kind: 'label',
  of: { text, context: [] },
  head: 'intents',
  gold: [...gold],
}));

let intelligence: LeadIntelligence;
let inferences = 0;
beforeAll(async () => {
  const model = await loadTextModel(SHIPPED_MODEL);
  if (!model.ok) throw new Error(model.reason);
  const { analyser, decoder } = model;
  intelligence = new LeadIntelligence({
    analyser: {
      source: analyser.source,
      model: analyser.model,
      analyse: (inputs, signal) => {
        inferences += inputs.length;
        return analyser.analyse(inputs, signal);
      },
    },
    decoder,
    clock: { now: () => '2026-03-02T12:00:00Z', millis: () => 0 },
    reference: async () => readFileSync(join(SHIPPED_MODEL, 'reference.bin')),
  });
}, 60_000);

async function heldBackRight(): Promise<number> {
  const analyses = await intelligence.analyseTexts(JARGON.heldBack.map(({ text }) => inputOf(text)));
  return JARGON.heldBack.filter(({ gold }, at) => isRight(analyses[at]!, 'intents', gold)).length;
}

/** Shares of the shipped test messages with the head right. */
async function testAccuracies(): Promise<Record<Head, number>> {
  const records = readFileSync(TEST, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<Head, string | string[]>);
  const inputs = records.map((json) => {
    const read = parseRecord(json);
    if (!read.ok) throw new Error('test.jsonl holds what is no record');
    const { text, context, channel } = read.record;
    const turns = context.slice(-4).map((turn) => ({ role: turn.role, text: normaliseMessage(turn.text) }));
    return { text: normaliseMessage(text), context: turns, channel };
  });
  const analyses = await intelligence.analyseTexts(inputs);
  const share = (head: Head) =>
    records.filter((json, at) => isRight(analyses[at]!, head, [json[head]].flat())).length / records.length;
  return Object.fromEntries(HEAD_NAMES.map((head) => [head, share(head)])) as Record<Head, number>;
}

describe('the reference of the shipped model', () => {
  it('was made by this very model, and holds no words', () => {
    const bytes = readFileSync(join(SHIPPED_MODEL, 'reference.bin'));
    const parsed = parseReference(bytes);
    if (!parsed.ok) throw new Error(parsed.reason);
    const { leadlight } = JSON.parse(readFileSync(join(SHIPPED_MODEL, 'config.json'), 'utf8')) as {
      leadlight: { name: string; version: string; sha256: Record<string, string> };
    };
    // Fails after a change of the model until `node scripts/adapter-reference.ts` has run.
    expect(parsed.reference.model).toBe(`${leadlight.name}@${leadlight.version}`);
    expect(parsed.reference.graph).toBe(leadlight.sha256['onnx/model_quantized.onnx']);
    expect(parsed.reference.rows.length).toBeGreaterThan(500);
    expect(bytes.length).toBeLessThan(500_000);
  });
});

describe('retraining the shipped model', () => {
  it('teaches an office’s short forms, costs the test messages less than a point, and is undone in one step', async () => {
    const rightBefore = await heldBackRight();
    const testBefore = await testAccuracies();
    const modelBefore = intelligence.model;
    const seen = inferences;

    const retrained = await intelligence.retrain(corrections);
    if (!retrained.ok) throw new Error(retrained.reason);
    const rightAfter = await heldBackRight();
    const testAfter = await testAccuracies();
    process.stdout.write(
      `held-back short forms right: ${rightBefore} → ${rightAfter} of ${JARGON.heldBack.length}; ${retrained.heads[0]!.reason}\n`,
    );
    const shares = HEAD_NAMES.map((head) => `${head} ${testBefore[head].toFixed(4)} → ${testAfter[head].toFixed(4)}`);
    process.stdout.write(`test messages: ${shares.join(', ')}\n`);

    expect(retrained.heads).toMatchObject([{ head: 'intents', corrections: corrections.length, kept: true }]);
    expect(rightAfter).toBeGreaterThanOrEqual(rightBefore + 6);
    for (const head of HEAD_NAMES) expect(testBefore[head] - testAfter[head]).toBeLessThanOrEqual(0.01);
    // Only the corrected messages were new to the model.
    expect(inferences - seen).toBe(corrections.length);
    expect(intelligence.model).toBe(`${modelBefore}+a.${retrained.version}`);

    const stored: unknown = JSON.parse(JSON.stringify(intelligence.learned));
    expect(intelligence.undoRetrain()).toBe(true);
    expect(await heldBackRight()).toBe(rightBefore);
    expect(intelligence.model).toBe(modelBefore);
    expect(intelligence.adoptLearned(stored)).toEqual({ ok: true, version: retrained.version });
    expect(await heldBackRight()).toBe(rightAfter);
    expect(intelligence.undoRetrain()).toBe(true);
  }, 120_000);

  it('learns the same from the same corrections in another order', async () => {
    const one = await intelligence.retrain(corrections);
    const other = await intelligence.retrain(corrections.toReversed());
    expect(one.ok && one.version).toBeTruthy();
    expect(other).toEqual(one);
    intelligence.undoRetrain();
    intelligence.undoRetrain();
  }, 60_000);

  it('refuses labels given by chance, in every head', async () => {
    const before = intelligence.model;
    for (let seed = 1; seed <= 4; seed++) {
      const chance = chanceOf(seed);
      const random = HEAD_NAMES.flatMap((head): Correction[] =>
        corrections.map((one) => {
          const labels = HEADS[head];
          return { ...one, head, gold: [labels[Math.floor(chance() * labels.length)]!] } as Correction;
        }),
      );
      const retrained = await intelligence.retrain(random);
      if (!retrained.ok) throw new Error(retrained.reason);
      expect(retrained.heads.map(({ head, kept }) => [head, kept])).toEqual(HEAD_NAMES.map((head) => [head, false]));
      expect(intelligence.model).toBe(before);
    }
  }, 120_000);

  it('refuses a consistent change that would forget what the labels mean', async () => {
    const reference = parseReference(readFileSync(join(SHIPPED_MODEL, 'reference.bin')));
    if (!reference.ok) throw new Error(reference.reason);
    const wrong = reference.reference.rows
      .filter(({ gold }) => gold.urgency[0] === 'medium')
      .map(({ raw }): Correction => ({ kind: 'label', of: raw, head: 'urgency', gold: ['high'] }));
    const retrained = await intelligence.retrain(wrong);
    expect(retrained).toMatchObject({ ok: true, version: null, heads: [{ head: 'urgency', kept: false }] });
    expect(retrained.ok && retrained.heads[0]!.reason).toContain('forget');
  }, 60_000);
});
