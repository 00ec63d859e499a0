import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { loadTextModel } from '../inference/load-text-model.ts';
import { openModelInNode } from '../inference/model-runtime.ts';
import { registerFolder } from '../inference/register-folder.ts';
import type { CustomFolder } from './arguments.ts';

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

/**
 * The service with the text model where one is installed; the rule twin when forced or when there is none. Throws when
 * a model of `custom` is refused, with the reason.
 */
export async function loadTextStack(options: {
  rules: boolean;
  folder?: string;
  custom?: readonly CustomFolder[];
}): Promise<TextStack> {
  const stack = await textStack(options.rules, options.folder ?? SHIPPED_MODEL);
  for (const { name, folder } of options.custom ?? []) {
    const registered = await registerFolder(stack.intelligence, name, folder);
    if (!registered.ok) {
      throw new Error(`the custom model ${name} is refused (${registered.code}): ${registered.reason}`);
    }
  }
  return stack;
}

async function textStack(rules: boolean, folder: string): Promise<TextStack> {
  const deps = { clock, hash, openModel: openModelInNode };
  if (rules) return { intelligence: new LeadIntelligence(deps), notice: null };
  const model = await loadTextModel(folder);
  if (model.ok) {
    const { analyser, decoder } = model;
    const reference = () => readFile(join(folder, 'reference.bin'));
    return { intelligence: new LeadIntelligence({ ...deps, analyser, decoder, reference }), notice: null };
  }
  return {
    intelligence: new LeadIntelligence(deps),
    notice: `the text model is not used (${model.reason}): analysing by rules (source "rules")`,
  };
}
