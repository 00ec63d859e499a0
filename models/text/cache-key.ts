import type { TextInput } from './types.ts';

/**
 * What a text analysis depends on, as one unambiguous string. The caller turns it into a key with an HMAC, so that
 * keys say nothing about the words.
 */
export function cacheMaterial(input: TextInput, model: string): string {
  const context = input.context.map((turn) => [turn.role, turn.text]);
  return JSON.stringify([model, input.channel ?? null, input.text, context]);
}
