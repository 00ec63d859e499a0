import { HEADS } from '../text/labels.ts';
import { parseModelConfig, type LeadlightModelConfig } from '../text/onnx/model-config.ts';

/** The `config.json` of a small text model for tests; `more` replaces fields of its `leadlight` part. */
export const modelJson = (more: object = {}) => ({
  leadlight: {
    name: 'test',
    version: '1',
    budget: 16,
    message: 8,
    heads: HEADS,
    temperature: { sentiment: 1, intents: 2, objections: 1, urgency: 1, readiness: 1 },
    thresholds: { intents: {}, objections: {} },
    emoji: [],
    tokens: { cls: 1, sep: 2, pad: 0 },
    sha256: {},
    ...more,
  },
});

/** The same, parsed; throws where it is refused. */
export function modelConfig(more: object = {}): LeadlightModelConfig {
  const parsed = parseModelConfig(modelJson(more));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.config;
}
