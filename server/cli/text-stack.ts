import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { loadTextModel } from '../inference/load-text-model.ts';

/** What analyses texts on the command line, and what to say of it on standard error. */
export interface TextStack {
  intelligence: LeadIntelligence;
  notice: string | null;
}

/** The folder of the text model that ships. */
export const SHIPPED_MODEL = fileURLToPath(new URL('../../models/weights/leadlight-text', import.meta.url));

/** Short keys: a cache of long messages must not hold the messages. */
const hash = async (material: string) => createHash('sha256').update(material).digest('base64');
const clock = { now: () => new Date().toISOString(), millis: () => performance.now() };

/** The service with the text model where one is installed; the rule twin when forced or when there is none. */
export async function loadTextStack(options: { rules: boolean; folder?: string }): Promise<TextStack> {
  if (options.rules) return { intelligence: new LeadIntelligence({ clock, hash }), notice: null };
  const model = await loadTextModel(options.folder ?? SHIPPED_MODEL);
  if (model.ok) {
    const { analyser, decoder } = model;
    return { intelligence: new LeadIntelligence({ clock, hash, analyser, decoder }), notice: null };
  }
  return {
    intelligence: new LeadIntelligence({ clock, hash }),
    notice: `the text model is not used (${model.reason}): analysing by rules (source "rules")`,
  };
}
