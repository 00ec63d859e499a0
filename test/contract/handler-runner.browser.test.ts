import { webHandlerRunner } from '../../web/src/inference/web-handler-runner.ts';
import { handlerRunnerContract } from './handler-runner-contract.ts';

handlerRunnerContract(
  'Web Workers',
  webHandlerRunner,
  (handler) => new URL(`/test/fixtures/handlers/${handler}.js`, location.href).href,
);
