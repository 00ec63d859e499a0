import * as v from 'valibot';
import { ACTION_KINDS } from '../actions/types.ts';
import { contentId } from '../import/fields.ts';
import { INTENTS, OBJECTION_KINDS } from '../text/labels.ts';
import type { Decoder } from '../text/types.ts';
import { refuse, type ServiceRefusal } from './service-refusal.ts';
import { INSIGHT_KINDS } from './types.ts';

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const ofKeys = (known: readonly string[]) =>
  v.optional(
    v.record(
      v.pipe(
        v.string(),
        v.check((key) => known.includes(key), 'no such name'),
      ),
      probability,
    ),
    {},
  );

const updateSchema = (registered: readonly string[]) =>
  v.strictObject({
    /** From which probability a message has the label. */
    intents: ofKeys(INTENTS),
    objections: ofKeys(OBJECTION_KINDS),
    /** Least confidence to be shown, by kind. */
    insights: ofKeys([...INSIGHT_KINDS, ...registered]),
    actions: ofKeys(ACTION_KINDS),
  });
type Parsed = v.InferOutput<ReturnType<typeof updateSchema>>;
export type ThresholdUpdate = { readonly [Part in keyof Parsed]?: Parsed[Part] | undefined };

export type ThresholdsChanged = { ok: true; version: string | null } | ServiceRefusal;

const NONE: Parsed = { intents: {}, objections: {}, insights: {}, actions: {} };

/** Thresholds that a person set over the shipped ones. They apply after the cache: a change costs no inference. */
export class Thresholds {
  #now: Parsed = NONE;
  readonly #before: Parsed[] = [];

  get set(): Parsed {
    return this.#now;
  }

  /** A short name of the settings that change labels; null when there are none. */
  get version(): string | null {
    const { intents, objections } = this.#now;
    const entries = [intents, objections].map((part) => Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    return entries.flat().length ? contentId(JSON.stringify(entries)) : null;
  }

  /** Adds to what is set; wrong input is refused whole. `registered`: kinds of custom insights. */
  update(update: unknown, registered: readonly string[]): ThresholdsChanged {
    const parsed = v.safeParse(updateSchema(registered), update);
    if (!parsed.success) {
      const issue = parsed.issues[0];
      const said = issue.type === 'check' ? issue.message : 'expected a number from 0 to 1 by name';
      return refuse('thresholds_invalid', `${v.getDotPath(issue) ?? 'thresholds'}: ${said}`);
    }
    const { intents, objections, insights, actions } = parsed.output;
    this.#before.push(this.#now);
    this.#now = {
      intents: { ...this.#now.intents, ...intents },
      objections: { ...this.#now.objections, ...objections },
      insights: { ...this.#now.insights, ...insights },
      actions: { ...this.#now.actions, ...actions },
    };
    return { ok: true, version: this.version };
  }

  /** Undoes the latest update; false when there is none. */
  revert(): boolean {
    const before = this.#before.pop();
    if (!before) return false;
    this.#now = before;
    return true;
  }

  over(decoder: Decoder): Decoder {
    const { intents, objections } = this.#now;
    const thresholds = {
      intents: { ...decoder.thresholds.intents, ...intents },
      objections: { ...decoder.thresholds.objections, ...objections },
    };
    return { ...decoder, thresholds };
  }
}
