/** Why a call of the service was refused as a whole. Codes are stable. */
export const SERVICE_REFUSAL_CODES = [
  'corrections_invalid',
  'no_embeddings',
  'no_reference',
  'reference_invalid',
  'reference_mismatch',
  'learned_invalid',
  'learned_mismatch',
  'thresholds_invalid',
  'budget_invalid',
  'hours_invalid',
  'kind_invalid',
  'kind_taken',
  'no_runner',
  'limit_invalid',
] as const;
export type ServiceRefusalCode = (typeof SERVICE_REFUSAL_CODES)[number];

export interface ServiceRefusal {
  ok: false;
  code: ServiceRefusalCode;
  /** For a person. */
  reason: string;
}

export const refuse = (code: ServiceRefusalCode, reason: string): ServiceRefusal => ({ ok: false, code, reason });
