import * as v from 'valibot';
import { ConversionOutcome } from '../../../models/scoring/learn-conversion.ts';
import type { Storage } from '../storage/storage-port.ts';

/**
 * The won and lost leads of the storage, as conversion is learnt from; one without features of the time before its outcome
 * teaches nothing.
 */
export async function storedOutcomes(storage: Storage): Promise<ConversionOutcome[]> {
  const rows = await storage.all('outcome').catch(() => []);
  return rows.flatMap(({ parent, data }) => {
    const { outcome, features, snapshotAt, decidedAt } = data;
    const parsed = v.safeParse(ConversionOutcome, { leadId: parent, outcome, features, snapshotAt, decidedAt });
    return parsed.success ? [parsed.output] : [];
  });
}
