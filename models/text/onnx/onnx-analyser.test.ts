import { describe, expect, it } from 'vitest';
import { modelConfig, modelJson } from '../../testing/model-config.ts';
import { HEADS, HEAD_NAMES } from '../labels.ts';
import { InputEncoder } from './encode.ts';
import { decoderOf, parseModelConfig } from './model-config.ts';
import { OnnxAnalyser, type Feeds, type Outputs, type Session } from './onnx-analyser.ts';

const LABELS = 30;
const own = { thresholds: { intents: { opt_out: 0.3 }, objections: {} }, emoji: [['🎉', 'hooray']] };
const json = (more: object = {}) => modelJson({ ...own, ...more });
const configOf = (more: object = {}) => modelConfig({ ...own, ...more });

/** One token a word: 100 and the word's length. */
const tokenise = (text: string) =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => 100 + word.length);

describe('the config of a model', () => {
  it('is refused with the place named, or when its labels are not the product’s', () => {
    expect(parseModelConfig(null)).toMatchObject({ ok: false });
    expect(parseModelConfig(json({ budget: 2 }))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('leadlight.budget'),
    });
    expect(parseModelConfig(json({ heads: { ...HEADS, urgency: ['no', 'yes'] } }))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('heads differ'),
    });
  });

  it('gives a decoder with 0.5 where a label has no threshold of its own', () => {
    const decoder = decoderOf(configOf());
    expect(decoder.thresholds.intents).toMatchObject({ opt_out: 0.3, buy: 0.5 });
    expect(decoder.thresholds.objections.price).toBe(0.5);
    expect(decoder.temperature.intents).toBe(2);
  });
});

describe('the encoder', () => {
  const encoder = (more: object = {}) => new InputEncoder(configOf(more), tokenise);

  it('puts the message first and the latest turn next, each led by its speaker', () => {
    const { ids, segments, stretches } = encoder().encode({
      text: 'yes please',
      context: [
        { role: 'lead', text: 'hi' },
        { role: 'agent', text: 'saturday at five?' },
      ],
    });
    // [CLS] yes please [SEP] agent: saturday at five? lead: hi [SEP]
    expect(ids).toEqual([1, 103, 106, 2, 106, 108, 102, 105, 105, 102, 2]);
    expect(segments).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
    expect(stretches.slice(0, 5)).toEqual([null, [0, 3], [4, 10], null, null]);
  });

  it('stays within the budget: head and tail of a long message, then what context fits', () => {
    const long = Array.from({ length: 40 }, (_, i) => 'w'.repeat(1 + (i % 9))).join(' ');
    const alone = encoder().encode({ text: long, context: [] });
    expect(alone.ids).toHaveLength(15);
    expect(alone.stretches.at(1)).toEqual([0, 1]);
    expect(alone.stretches.at(-2)![1]).toBe(long.length);
    const both = encoder().encode({ text: long, context: [{ role: 'agent', text: long }] });
    expect(both.ids).toHaveLength(16);
    expect(both.segments.filter((s) => s === 0)).toHaveLength(10);
  });

  it('reads emoji as words, and copes with nothing, huge words and huge messages', () => {
    expect(encoder().encode({ text: '🎉', context: [] }).ids).toEqual([1, 106, 2]);
    expect(encoder().encode({ text: '', context: [] }).ids).toEqual([1, 2]);
    expect(encoder().encode({ text: 'x'.repeat(100_000), context: [] }).ids).toEqual([1, 1100, 2]);
    expect(encoder().encode({ text: 'a '.repeat(50_000), context: [] }).ids).toHaveLength(15);
  });
});

/** A session that says `label` for every row and credits the second token of the message. */
class FakeSession implements Session {
  readonly calls: Feeds[] = [];
  overlapping = 0;
  #running = 0;

  async run(feeds: Feeds): Promise<Outputs> {
    this.overlapping = Math.max(this.overlapping, ++this.#running);
    this.calls.push(feeds);
    await Promise.resolve();
    this.#running -= 1;
    const logits = new Float32Array(feeds.rows * LABELS).fill(-5);
    const contributions = new Float32Array(feeds.rows * feeds.columns * LABELS);
    for (let row = 0; row < feeds.rows; row += 1) {
      // sentiment positive, intent buy, urgency none, readiness ready
      for (const label of [2, 3, 22, 29]) logits[row * LABELS + label] = 5;
      // The id of a row's first word travels through, to see that order is kept.
      logits[row * LABELS] = -Number(feeds.ids[row * feeds.columns + 1]);
      const token = (column: number) => (row * feeds.columns + column) * LABELS;
      contributions[token(1) + 3] = 0.2;
      contributions[token(2) + 3] = 2;
      contributions[token(3) + 3] = 1.5;
    }
    return { logits, contributions, embedding: new Float32Array(feeds.rows * 4).fill(0.5) };
  }
}

describe('the analyser over a session', () => {
  it('keeps the order of its inputs, runs one a call and never overlaps calls', async () => {
    const session = new FakeSession();
    const analyser = new OnnxAnalyser(configOf(), tokenise, session);
    const inputs = Array.from({ length: 40 }, (_, i) => ({
      text: `${'x'.repeat(1 + (i % 7))} to be`.repeat(1 + (i % 3)),
      context: [],
    }));
    const [first, second] = await Promise.all([analyser.analyse(inputs), analyser.analyse(inputs)]);
    expect(first.map((raw) => raw.logits.sentiment[0])).toEqual(inputs.map((input) => -tokenise(input.text)[0]!));
    expect(second).toEqual(first);
    expect(session.overlapping).toBe(1);
    expect(session.calls.every((feeds) => feeds.rows === 1)).toBe(true);
    expect(first[0]).toMatchObject({ source: 'model', model: 'test@1', language: 'en' });
    expect(HEAD_NAMES.map((head) => first[0]!.logits[head].length)).toEqual([3, 11, 8, 4, 4]);
    expect(first[0]!.embedding).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('marks the words that carry a decision, neighbours as one stretch', async () => {
    const [raw] = await new OnnxAnalyser(configOf(), tokenise, new FakeSession()).analyse([
      { text: 'we want it now', context: [] },
    ]);
    const buy = raw!.spans.filter((span) => span.label === 'buy');
    expect(buy).toHaveLength(1);
    expect('we want it now'.slice(buy[0]!.start, buy[0]!.end)).toBe('want it');
    expect(buy[0]!.weight).toBeCloseTo(3.5 / 3.7, 5);
    // "none" is no decision to explain.
    expect(raw!.spans.some((span) => span.head === 'urgency')).toBe(false);
  });

  it('gives every input a run of its own, so that no neighbour or padding can change its numbers', async () => {
    const session = new FakeSession();
    await new OnnxAnalyser(configOf(), tokenise, session).analyse([
      { text: 'a', context: [] },
      { text: 'a b c', context: [] },
    ]);
    expect(session.calls.map((feeds) => feeds.columns)).toEqual([3, 5]);
    expect([...session.calls[0]!.ids]).toEqual([1n, 101n, 2n]);
    expect([...session.calls[0]!.attention]).toEqual([1n, 1n, 1n]);
  });

  it('stops when cancelled, and goes on after a failed call', async () => {
    const session = new FakeSession();
    const analyser = new OnnxAnalyser(configOf(), tokenise, session);
    await expect(analyser.analyse([{ text: 'a', context: [] }], { aborted: true })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const run = session.run.bind(session);
    session.run = () => Promise.reject(new Error('out of memory'));
    await expect(analyser.analyse([{ text: 'a', context: [] }])).rejects.toThrow('out of memory');
    session.run = run;
    expect(await analyser.analyse([{ text: 'a', context: [] }])).toHaveLength(1);
  });
});
