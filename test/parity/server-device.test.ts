import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leadConversation } from '../../models/insight/lead-conversation.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { DEFAULTS, type LeadRecord, type MessageRecord } from '../../models/protocol/entities.ts';
import { ruleAnalyser } from '../../models/text/rules/rule-analyser.ts';
import { createAnalysisPool, spawnThread } from '../../server/analysis/analysis-pool.ts';
import { loadTextModel } from '../../server/inference/load-text-model.ts';
import { silentLogger } from '../../server/log.ts';
import { findLeadAnalysis } from '../../server/storage/lead-analyses.ts';
import { createAlertWorld, type AlertWorld } from '../../server/testing/alert-world.ts';
import { SyncDevice } from '../../server/testing/sync-device.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import type { AnalyserInUse } from '../../web/src/inference/analysis-api.ts';
import { AnalysisService } from '../../web/src/inference/analysis-service.ts';
import { failed } from '../../web/src/errors/result.ts';

interface Example {
  id: string;
  channel: MessageRecord['channel'];
  messages: { from: 'lead' | 'agent'; text: string; sentAt: string }[];
}
const EXAMPLES = fileURLToPath(new URL('../fixtures/examples/conversations.jsonl', import.meta.url));
const MODEL = fileURLToPath(new URL('../../models/weights/leadlight-text', import.meta.url));
const examples = readFileSync(EXAMPLES, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Example);
const none = { get: async (keys: readonly string[]) => keys.map(() => undefined), set: async () => undefined };

const pool = createAnalysisPool({
  size: 1,
  cache: none,
  logger: silentLogger,
  spawn: () => spawnThread({ modelFolder: MODEL, cacheKey: 'key' }),
});
let world: AlertWorld;
beforeAll(async () => {
  world = await createAlertWorld({ pool });
});
afterAll(async () => {
  await pool.close();
  await world.close();
});

/** The service of a device's worker, with the model once it is loaded. */
async function deviceService(now: string): Promise<AnalysisService> {
  const model = await loadTextModel(MODEL);
  if (!model.ok) throw new Error(model.reason);
  const clock = { now: () => now, millis: () => performance.now() };
  const service = new AnalysisService({
    rules: ruleAnalyser,
    clock,
    makeIntelligence: (cache, analyser, decoder) => new LeadIntelligence({ analyser, decoder, cache, clock }),
    loadModel: async () => ({ ok: true, value: { ...model, provider: 'wasm', close: async () => undefined } }),
    tryGraphics: async () => failed('no_graphics'),
    backToWasm: async () => failed('model_broken'),
    untilRetry: () => new Promise(() => undefined),
  });
  await new Promise<void>((ready) => {
    void service.connect(none, true, (inUse: AnalyserInUse) => void (inUse.source === 'model' && ready()));
  });
  return service;
}

test('the server’s job and a device’s worker give a synced lead the same level, scores, actions and insights', async () => {
  for (const { id, channel, messages } of examples) {
    await world.edit('lead', id, null, { name: id, timeZone: 'America/Chicago' });
    for (const [at, { from, text, sentAt }] of messages.entries()) {
      const set = { conversationId: `${id}-c`, channel, from, text, sentAt: new Date(sentAt).toISOString() };
      await world.edit('message', `${id}-${at}`, id, set);
    }
  }
  world.time.now += 5000;
  const now = new Date(world.time.now).toISOString();
  await world.server.drainAnalyses();

  let serial = 0;
  const device = new SyncDevice('reader', world.server.clock, () => `r-${++serial}`);
  const synced = await device.sync(async (request) => {
    const { body } = await world.request('POST', '/sync', world.admin.cookie, request);
    return body as never;
  });
  expect(synced).toBe('applied');
  const rows = [...device.base.values()];
  const service = await deviceService(now);
  for (const [index, { id }] of examples.entries()) {
    const lead = { ...DEFAULTS.lead, ...(device.base.get(`lead/${id}`)?.data as Partial<LeadRecord>) };
    const messages = rows
      .filter((row) => row.entity === 'message' && row.parent === id)
      .map((row) => ({ id: row.id, data: { ...DEFAULTS.message, ...(row.data as Partial<MessageRecord>) } }));
    const answer = await service.analyse(index, leadConversation({ id, data: lead }, messages), now);
    if (!answer.ok) throw new Error(answer.detail);
    const { analysis, analyser } = answer;
    expect(analyser.source).toBe('model');
    const [first] = [...analysis.actions].sort((a, b) => a.priority - b.priority);
    expect(await findLeadAnalysis(world.server.db, TENANT, id), id).toMatchObject({
      level: analysis.level,
      momentum: analysis.momentum,
      model: analyser.model,
      source: analyser.source,
      messages: messages.length,
      optOut: analysis.optOut?.kind ?? null,
      scores: {
        overall: analysis.health.overall,
        engagement: analysis.scores.engagement.value,
        qualification: analysis.scores.qualification.value,
        urgency: analysis.scores.urgency.value,
        priority: analysis.scores.priority.value,
      },
      topAction: first === undefined ? null : { kind: first.kind, urgency: first.urgency, dueBy: first.dueBy },
      insights: analysis.insights.map(({ kind, urgencyLevel, confidence }) => ({ kind, urgencyLevel, confidence })),
    });
  }
});
