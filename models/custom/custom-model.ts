import type { ConversationAnalysis } from '../insight/types.ts';
import type { Refusal } from './refusal.ts';
import type { CustomHead, CustomValues, ModelRegistration } from './types.ts';

interface Common {
  readonly head: CustomHead;
  readonly labels: readonly string[];
  /** Runs the model on made-up input: a refusal where it can't run or gives no numbers, else null. */
  probe(): Promise<Refusal | null>;
  close(): Promise<void>;
}

export interface TextCustomModel extends Common {
  readonly head: 'text';
  /** Of a normalised text. Throws when the graph fails or gives no finite numbers. */
  read(text: string): Promise<CustomValues>;
}

export interface TabularCustomModel extends Common {
  readonly head: 'tabular';
  /** Null where a feature that it needs is not known. Throws as `TextCustomModel.read`. */
  read(analysis: ConversationAnalysis): Promise<CustomValues | null>;
}

/** A model that is ready to run. */
export type CustomModel = TextCustomModel | TabularCustomModel;

export type OpenedModel = { ok: true; model: CustomModel; version: string } | Refusal;

/** Opens a model or refuses it: `openCustomModel` over a runtime. */
export type OpenModel = (registration: ModelRegistration) => Promise<OpenedModel>;
