import { afterAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../models/conversation.ts';
import type { HandlerRunner } from '../../models/insight/handler-runner.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';

/** The modules of `test/fixtures/handlers`, and one that is not there. */
export type HandlerName =
  'counts' | 'throws' | 'loops' | 'never-settles' | 'garbage' | 'unsendable' | 'no-default' | 'missing';

/** Those that answer get all the time that a busy machine may need. */
const PATIENT_MILLIS = 10_000;
const limitOf = (handler: HandlerName) =>
  handler === 'loops' || handler === 'never-settles' ? {} : { limitMillis: PATIENT_MILLIS };

const talk = (messages: number): Conversation => ({
  id: 'c',
  leadId: 'l',
  messages: Array.from({ length: messages }, (_, at) => ({
    id: String(at),
    from: at % 2 ? 'agent' : 'lead',
    text: `can we see the condo on Elm St on the ${at}th, ${'and the garden, '.repeat(20)}?`,
    sentAt: new Date(Date.UTC(2026, 2, 2, 10) + at * 60_000).toISOString(),
  })),
});

/** What every runner of handlers does. `urlOf` names a module of `test/fixtures/handlers`. */
export function handlerRunnerContract(
  name: string,
  makeRunner: () => HandlerRunner,
  urlOf: (handler: HandlerName) => string,
): void {
  describe(`handlers in ${name}`, () => {
    const runner = makeRunner();
    afterAll(() => runner.close());
    const clock = { now: () => '2026-03-02T12:00:00Z', millis: () => performance.now() };
    const service = (...handlers: HandlerName[]) => {
      const intelligence = new LeadIntelligence({ clock, handlerRunner: runner });
      for (const handler of handlers) {
        const kind = `my_${handler.replaceAll('-', '_')}`;
        expect(intelligence.registerInsightHandler(kind, { url: urlOf(handler), ...limitOf(handler) })).toEqual({
          ok: true,
        });
      }
      return intelligence;
    };
    const own = (insights: readonly { kind: string; title: string }[]) =>
      insights.filter(({ kind }) => kind.startsWith('my_')).map(({ title }) => title);

    it('give findings, by the same worker as long as they behave', async () => {
      const intelligence = service('counts');
      expect(own((await intelligence.analyseConversation(talk(3))).insights)).toEqual(['3 messages, run 1']);
      expect(own((await intelligence.analyseConversation(talk(2))).insights)).toEqual(['2 messages, run 2']);
    });

    it('are reported when they throw, loop, never settle or return no finding; the others’ findings stand', async () => {
      const intelligence = service('throws', 'loops', 'never-settles', 'garbage', 'unsendable', 'counts');
      const { insights } = await intelligence.analyseConversation(talk(3));
      expect(own(insights)).toEqual([expect.stringMatching(/^3 messages/)]);
      expect(insights.length).toBeGreaterThan(1);
      const codes = Object.fromEntries(intelligence.handlerFailures.map(({ kind, code }) => [kind, code]));
      expect(codes).toEqual({
        my_throws: 'handler_threw',
        my_loops: 'handler_timeout',
        my_never_settles: 'handler_timeout',
        my_garbage: 'handler_result_invalid',
        my_unsendable: 'handler_threw',
      });
      expect((await intelligence.healthCheck()).parts.handlers.status).toBe('degraded');
    });

    it('run again in a fresh worker after they were ended', async () => {
      const module = { url: urlOf('loops') };
      const analysis = await service().analyseConversation(talk(1));
      const state = (messages: unknown[]) => ({ state: { messages }, analysis }) as never;
      expect(await runner.run(module, state([1]), 50)).toMatchObject({ ok: false, code: 'handler_timeout' });
      expect(await runner.run(module, state([]), PATIENT_MILLIS)).toEqual({ ok: true, value: null });
    });

    it('are refused when their module is missing or holds no handler', async () => {
      const intelligence = service('no-default', 'missing');
      await intelligence.analyseConversation(talk(1));
      expect(intelligence.handlerFailures.map(({ code }) => code)).toEqual([
        'handler_unreadable',
        'handler_unreadable',
      ]);
    });

    it('take a state of thousands of messages', async () => {
      const { insights } = await service('counts').analyseConversation(talk(1500));
      expect(own(insights)).toEqual([expect.stringMatching(/^1500 messages/)]);
    }, 60_000);
  });
}
