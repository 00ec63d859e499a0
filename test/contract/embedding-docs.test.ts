import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { MadeAnalyser } from '../../models/testing/made-analyser.ts';
import { madeReference } from '../../models/testing/made-reference.ts';
import { encodeReference } from '../../models/text/adapter/reference.ts';
import { RULE_DECODER } from '../../models/text/decode.ts';
import { nodeHandlerRunner } from '../../server/inference/node-handler-runner.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/embedding.md'), 'utf8');
const handlerRunner = nodeHandlerRunner();
afterAll(() => handlerRunner.close());

/** What the examples take as given. */
const given = (report: (...said: unknown[]) => void) => ({
  LeadIntelligence,
  analyser: new MadeAnalyser(),
  decoder: RULE_DECODER,
  reference: async () => encodeReference(madeReference(300)),
  handlerRunner,
  clock: { now: () => '2026-03-02T12:00:00Z', millis: () => 0 },
  log: () => undefined,
  conversation: {
    id: 'c',
    leadId: 'l',
    messages: [{ id: '1', from: 'lead', text: 'Can we see it tomorrow?', sentAt: '2026-03-02T11:00:00Z' }],
  },
  finding: null,
  visitsUrl: new URL('../fixtures/handlers/counts.js', import.meta.url).href,
  report,
});

it('runs every example of docs/embedding.md, one after the other', async () => {
  const examples = [...DOCUMENT.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code!);
  expect(examples.length).toBeGreaterThan(5);
  const said: unknown[][] = [];
  const names = given((...words) => said.push(words));
  const source = `return (async () => {${examples.join('\n')}\nreturn { analysis, retrained, health, drift };})()`;
  // The examples are plain JavaScript, so that they can be run as they stand.
  const run = new Function(...Object.keys(names), source) as (...values: unknown[]) => Promise<Record<string, unknown>>;
  const result = await run(...Object.values(names));
  expect(result).toMatchObject({
    analysis: { id: 'c' },
    retrained: { ok: true, heads: [{ kept: false }] },
    drift: { verdict: 'not_enough' },
    health: { status: 'ok' },
  });
  expect(said.length).toBeGreaterThan(10);
});
