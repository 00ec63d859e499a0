import { expect, test } from 'vitest';
import { DEFAULTS, type OutcomeRecord } from '../../../models/protocol/entities.ts';
import type { Storage } from '../storage/storage-port.ts';
import { storedOutcomes } from './stored-outcomes.ts';

const features = { level: 0.4, engagement: 0.6, qualification: 0.4, urgency: 0 };
const sound = {
  outcome: 'won',
  features,
  snapshotAt: '2026-11-18T10:00:00.000Z',
  decidedAt: '2026-11-20T10:00:00.000Z',
};

test('won and lost leads with features from before the outcome are learnt from, others are not', async () => {
  const records = {
    a: sound,
    b: { ...sound, outcome: 'open' },
    c: { ...sound, features: null },
    d: { ...sound, outcome: 'lost' },
  };
  const later = { e: { ...sound, snapshotAt: '2026-11-21T10:00:00.000Z' } };
  const rows = Object.entries({ ...records, ...later }).map(([parent, data]) => ({
    parent,
    data: { ...DEFAULTS.outcome, ...data } as OutcomeRecord,
  }));
  const storage = { all: () => Promise.resolve(rows) } as unknown as Storage;
  expect((await storedOutcomes(storage)).map(({ leadId, outcome }) => [leadId, outcome])).toEqual([
    ['a', 'won'],
    ['d', 'lost'],
  ]);
});
