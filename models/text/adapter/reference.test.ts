import { describe, expect, it } from 'vitest';
import { madeReference } from '../../testing/made-reference.ts';
import { encodeReference, parseReference } from './reference.ts';

describe('the reference file', () => {
  it('keeps labels and words as they are, logits to a thousandth, embeddings to a 127th of their range', () => {
    const reference = madeReference(7);
    const parsed = parseReference(encodeReference(reference));
    if (!parsed.ok) throw new Error(parsed.reason);
    expect(parsed.reference).toMatchObject({ model: 'made@1', graph: reference.graph, words: reference.words });
    parsed.reference.rows.forEach(({ raw, gold }, at) => {
      const original = reference.rows[at]!;
      expect(gold).toEqual(original.gold);
      const apart = Object.values(raw.logits).flat();
      Object.values(original.raw.logits)
        .flat()
        .forEach((logit, label) => expect(Math.abs(logit - apart[label]!)).toBeLessThan(0.00051));
      const range = Math.max(...original.raw.embedding!.map(Math.abs));
      original.raw.embedding!.forEach((value, k) =>
        expect(Math.abs(value - raw.embedding![k]!)).toBeLessThan(range / 127),
      );
    });
  });

  it('is refused when it is cut, padded or not a reference', () => {
    const bytes = encodeReference(madeReference(3));
    const bad = [bytes.subarray(0, 2), bytes.subarray(0, 40), bytes.subarray(0, -1), new Uint8Array(200)];
    for (const one of bad) expect(parseReference(one)).toMatchObject({ ok: false });
    const whole = new Uint8Array(bytes.length + 1);
    whole.set(bytes);
    expect(parseReference(whole)).toMatchObject({ ok: false });
  });
});
