export const STAGES = ['text', 'facts', 'signals', 'scores', 'insights', 'actions'] as const;
export type Stage = (typeof STAGES)[number];

/** Runs a stage's work; may time it. */
export type Timed = <T>(stage: Stage, work: () => T) => T;
export const untimed: Timed = (_stage, work) => work();

export interface StageTime {
  stage: Stage;
  calls: number;
  millis: number;
}

/** Adds up the time of each stage by an injected steady clock in milliseconds; of a promise until it settles. */
export class StageTimer {
  readonly #millis: () => number;
  readonly #times = new Map<Stage, { calls: number; millis: number }>(
    STAGES.map((stage) => [stage, { calls: 0, millis: 0 }]),
  );

  constructor(millis: () => number) {
    this.#millis = millis;
  }

  readonly timed: Timed = (stage, work) => {
    const started = this.#millis();
    const done = () => {
      const time = this.#times.get(stage)!;
      time.calls += 1;
      time.millis += this.#millis() - started;
    };
    let result: ReturnType<typeof work>;
    try {
      result = work();
    } catch (error) {
      done();
      throw error;
    }
    if (result instanceof Promise) void result.then(done, done);
    else done();
    return result;
  };

  get table(): readonly StageTime[] {
    return STAGES.map((stage) => ({ stage, ...this.#times.get(stage)! }));
  }
}
