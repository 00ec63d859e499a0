import { describe, expect, it } from 'vitest';
import { parseCustomConfig } from './custom-config.ts';

const tabular = (more: object = {}) => ({
  leadlight: { task: 'tabular', features: ['urgency', 'level'], labels: ['a', 'b'], activation: 'none', ...more },
});

describe('the config of a text classifier', () => {
  const labels = { id2label: { '0': 'a', '1': 'b' } };

  it('gives labels in the order of the logits, from either map', () => {
    const config = { head: 'text', labels: ['a', 'b'], activation: 'softmax', maxTokens: 512 };
    expect(parseCustomConfig({ id2label: { '1': 'b', '0': 'a' } })).toEqual({ ok: true, config });
    expect(parseCustomConfig({ label2id: { b: 1, a: 0 }, problem_type: null })).toEqual({ ok: true, config });
  });

  it('takes a sigmoid where labels do not exclude each other, or there is only one', () => {
    const activation = (json: object) => expect(parseCustomConfig(json)).toHaveProperty('config.activation', 'sigmoid');
    activation({ ...labels, problem_type: 'multi_label_classification' });
    activation({ id2label: { '0': 'a' } });
  });

  it('reads as many tokens as the graph has positions for, and never more than 512', () => {
    const maxTokens = (json: object) =>
      (parseCustomConfig({ ...labels, ...json }) as { config: { maxTokens: number } }).config.maxTokens;
    expect(maxTokens({ max_position_embeddings: 128 })).toBe(128);
    expect(maxTokens({ max_position_embeddings: 8192 })).toBe(512);
    expect(maxTokens({ max_position_embeddings: 514, model_type: 'xlm-roberta', pad_token_id: 1 })).toBe(512);
    expect(maxTokens({ max_position_embeddings: 130, model_type: 'roberta' })).toBe(128);
    expect(maxTokens({ max_position_embeddings: 130, model_type: 'mpnet', pad_token_id: 1 })).toBe(128);
  });

  it('is refused with the place named', () => {
    const refusals: [unknown, string][] = [
      [null, 'expected Object'],
      [{}, 'id2label'],
      [{ id2label: {} }, 'id2label'],
      [{ id2label: { '0': 'a', '2': 'b' } }, 'id2label'],
      [{ id2label: { '0': 'a', '1': 'a' } }, 'id2label'],
      [{ label2id: { a: 0, b: 0 } }, 'id2label'],
      [{ id2label: { '0': 1 } }, 'id2label.0'],
      [{ ...labels, problem_type: 'regression' }, 'regression'],
      [{ ...labels, max_position_embeddings: 1 }, 'max_position_embeddings'],
    ];
    for (const [json, words] of refusals) {
      const parsed = parseCustomConfig(json);
      expect(parsed).toMatchObject({ ok: false, code: 'config_invalid' });
      expect(parsed).toHaveProperty('reason', expect.stringMatching(new RegExp(words, 'i')));
    }
  });
});

describe('the config of a tabular model', () => {
  it('gives features, labels, activation and what stands for the unknown', () => {
    const config = { head: 'tabular', features: ['urgency', 'level'], labels: ['a', 'b'], activation: 'none' };
    expect(parseCustomConfig(tabular())).toEqual({ ok: true, config: { ...config, missing: undefined } });
    expect(parseCustomConfig(tabular({ missing: -1 }))).toHaveProperty('config.missing', -1);
    expect(parseCustomConfig(tabular({ missing: 'nan' }))).toHaveProperty('config.missing', NaN);
  });

  it('is refused where it asks for what is not there, and says what', () => {
    expect(parseCustomConfig(tabular({ features: ['urgency', 'zip', 'toString'] }))).toEqual({
      ok: false,
      code: 'features_unknown',
      reason: 'there is no feature zip, toString',
    });
    for (const more of [
      { task: 'regression' },
      { features: [] },
      { features: ['urgency', 'urgency'] },
      { labels: ['a', 'a'] },
      { labels: undefined },
      { activation: 'relu' },
      { missing: 'zero' },
    ]) {
      expect(parseCustomConfig(tabular(more))).toMatchObject({ ok: false, code: 'config_invalid' });
    }
  });
});
