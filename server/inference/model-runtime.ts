import { createHash } from 'node:crypto';
import { Tokenizer } from '@huggingface/tokenizers';
import type { OpenModel } from '../../models/custom/custom-model.ts';
import { openCustomModel } from '../../models/custom/open-custom-model.ts';
import type { ModelRuntime } from '../../models/custom/types.ts';
import { openWasmSession } from './wasm-session.ts';

/** Runs registered models in Node. */
export const nodeModelRuntime: ModelRuntime = {
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
  decodeText: (bytes) => new TextDecoder().decode(bytes),
  openTokeniser: (json) => {
    const tokenizer = new Tokenizer(json, {});
    return (text, specialTokens) => tokenizer.encode(text, { add_special_tokens: specialTokens }).ids;
  },
  openSession: openWasmSession,
};

/** What `LeadIntelligence` takes to register models in Node. */
export const openModelInNode: OpenModel = (registration) => openCustomModel(registration, nodeModelRuntime);
