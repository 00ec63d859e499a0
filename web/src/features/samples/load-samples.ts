import type { Channel, Speaker } from '../../../../models/text/types.ts';
import type { Result } from '../../errors/result.ts';
import type { Edit, Storage, StorageCode } from '../../storage/storage-port.ts';
import type { LeadListItem } from '../leads/lead-list-item.ts';
import { conversationEdits } from '../import/conversation-edits.ts';

export interface SampleLead {
  name: string;
  phone: string | null;
  email: string | null;
  channel: Channel;
  timeZone: string;
  state: string;
  /** `ago` is how long before now, such as "3d 4h" or "25m". */
  messages: { from: Speaker; text: string; ago: string; channel?: Channel }[];
}

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3600_000, d: 86_400_000 };

/** "2d 3h" to milliseconds. */
export function agoMillis(ago: string): number {
  return [...ago.matchAll(/(\d+)([mhd])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
}

/** Adds the hand-written sample leads as ordinary leads tagged `sample`, as fresh as if they wrote today. */
export async function loadSamples(
  storage: Storage,
  env: { nowMillis: () => number; nowIso: () => string; uuid: () => string },
): Promise<Result<string[], StorageCode>> {
  const { default: samples } = await import('./sample-leads.json');
  const leads: string[] = [];
  const edits = (samples as SampleLead[]).flatMap((sample) => {
    const messages = sample.messages.map((message) => ({
      id: env.uuid(),
      from: message.from,
      text: message.text,
      sentAt: new Date(env.nowMillis() - agoMillis(message.ago)).toISOString(),
      channel: message.channel,
    }));
    const made = conversationEdits(
      { ...sample, tags: ['sample'], source: 'Sample', messages },
      { nowIso: env.nowIso(), uuid: env.uuid },
    );
    leads.push(made.leadId);
    return made.edits;
  });
  const saved = await storage.edit(edits);
  return saved.ok ? { ok: true, value: leads } : saved;
}

/** Takes the sample leads off every device. */
export async function removeSamples(
  storage: Storage,
  items: Iterable<LeadListItem>,
): Promise<Result<number, StorageCode>> {
  const edits: Edit[] = [...items]
    .filter((item) => item.lead.tags.includes('sample'))
    .map((item) => ({ entity: 'lead', id: item.id, parent: null, set: { deleted: true } }));
  const saved = await storage.edit(edits);
  return saved.ok ? { ok: true, value: edits.length } : saved;
}
