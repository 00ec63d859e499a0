import { afterAll, expect, it } from 'vitest';
import { nodeHandlerRunner } from '../../server/inference/node-handler-runner.ts';
import { handlerRunnerContract } from './handler-runner-contract.ts';

handlerRunnerContract(
  'Node’s threads',
  nodeHandlerRunner,
  (handler) => new URL(`../fixtures/handlers/${handler}.js`, import.meta.url).href,
);

const runner = nodeHandlerRunner();
afterAll(() => runner.close());

it('ends a handler that takes more memory than it may, and the process goes on', async () => {
  const url = `data:text/javascript,export default () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); }`;
  const run = await runner.run({ url }, { state: {}, analysis: {} } as never, 20_000);
  expect(run).toEqual({ ok: false, code: 'handler_lost', message: 'its worker ended' });
}, 30_000);
