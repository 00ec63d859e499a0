/** Why a model is not taken. Codes are stable. */
export const REFUSAL_CODES = [
  'no_runtime',
  'name_invalid',
  'name_taken',
  'file_missing',
  'hash_missing',
  'hash_mismatch',
  'config_invalid',
  'head_mismatch',
  'features_unknown',
  'tokenizer_invalid',
  'graph_unreadable',
  'graph_inputs',
  'graph_outputs',
  'label_mismatch',
  'run_failed',
  'not_finite',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  ok: false;
  code: RefusalCode;
  /** For a person. */
  reason: string;
}

export const refused = (code: RefusalCode, reason: string): Refusal => ({ ok: false, code, reason });

/** The words of whatever was thrown. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
