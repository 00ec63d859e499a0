import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseTexts } from '../../models/text/analyse-text.ts';
import { loadTextStack, SHIPPED_MODEL } from '../cli/text-stack.ts';
import { loadTextModel } from './load-text-model.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadlight-model-'));
  await cp(SHIPPED_MODEL, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the shipped text model', () => {
  it('reads plain messages rightly, with and without context', async () => {
    const model = await loadTextModel(SHIPPED_MODEL);
    if (!model.ok) throw new Error(model.reason);
    const [offer, yes, stop, worried] = await analyseTexts(model.analyser, model.decoder, [
      { text: 'we are pre-approved for 420 and want to put in an offer today', context: [] },
      { text: 'yes that works', context: [{ role: 'agent', text: 'Can you see it tomorrow at 5?' }] },
      { text: 'STOP', context: [], channel: 'sms' },
      { text: 'the taxes are way more than we can afford, so disappointed', context: [] },
    ]);
    expect(offer).toMatchObject({ readiness: 'ready', urgency: 'high', source: 'model' });
    expect(offer!.intents).toContain('offer');
    expect(yes).toMatchObject({ intents: ['showing'], readiness: 'considering' });
    expect(stop!.intents).toEqual(['opt_out']);
    expect(worried).toMatchObject({ sentiment: 'negative', objections: ['price'] });
    expect(offer!.spans.length).toBeGreaterThan(0);
  }, 30_000);

  it('is used by the command line, which says nothing then', async () => {
    const { intelligence, notice } = await loadTextStack({ rules: false });
    expect(intelligence.model).toMatch(/^leadlight-text@/);
    expect(notice).toBeNull();
  });
});

describe('a model that is not right', () => {
  it('is refused when it is missing', async () => {
    expect(await loadTextModel(join(folder, 'nowhere'))).toMatchObject({ ok: false, code: 'missing' });
    const { intelligence, notice } = await loadTextStack({ rules: false, folder: join(folder, 'nowhere') });
    expect(intelligence.model).toMatch(/^rules@/);
    expect(notice).toContain('analysing by rules');
  });

  it('is refused when a file is not the one that its config names', async () => {
    const path = join(folder, 'tokenizer.json');
    const whole = await readFile(path);
    await writeFile(path, '{}');
    expect(await loadTextModel(folder)).toMatchObject({ ok: false, code: 'checksum' });
    await rm(path);
    expect(await loadTextModel(folder)).toMatchObject({ ok: false, code: 'missing' });
    await writeFile(path, whole);
  });

  it('is refused when its answers are not those that it was exported with', async () => {
    const path = join(folder, 'config.json');
    const whole = await readFile(path, 'utf8');
    const config = JSON.parse(whole) as { leadlight: { golden?: object[] } };
    config.leadlight.golden = [{ text: 'Can we see it?', context: [], logits: Array<number>(30).fill(9) }];
    await writeFile(path, JSON.stringify(config));
    expect(await loadTextModel(folder)).toMatchObject({
      ok: false,
      code: 'runtime',
      reason: expect.stringMatching(/^self-test: /) as string,
    });
    await writeFile(path, whole);
  }, 30_000);

  it('is refused when its config or its graph can’t be read', async () => {
    const path = join(folder, 'config.json');
    const whole = await readFile(path, 'utf8');
    await writeFile(path, 'not json');
    expect(await loadTextModel(folder)).toMatchObject({ ok: false, code: 'config' });
    const config = JSON.parse(whole) as { leadlight: { sha256: Record<string, string> } };
    await writeFile(join(folder, 'onnx/model_quantized.onnx'), 'no graph');
    const { createHash } = await import('node:crypto');
    config.leadlight.sha256['onnx/model_quantized.onnx'] = createHash('sha256').update('no graph').digest('hex');
    await writeFile(path, JSON.stringify(config));
    expect(await loadTextModel(folder)).toMatchObject({ ok: false, code: 'runtime' });
  }, 30_000);
});
