import type { HandlerInput } from './handler-runner.ts';
import type { FromHandler, ToHandler } from './worker-handler-runner.ts';

type Handler = (state: HandlerInput['state'], analysis: HandlerInput['analysis']) => unknown;

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The worker's side: imports the module that it is told, then answers each input. `post` throws on what can't be sent. */
export function serveHandler(
  importModule: (url: string) => Promise<unknown>,
  post: (message: FromHandler) => void,
): (message: ToHandler) => Promise<void> {
  let handler: Handler | null = null;
  return async (message) => {
    if (message.kind === 'load') {
      try {
        const { default: exported } = (await importModule(message.url)) as { default?: unknown };
        if (typeof exported !== 'function') throw new Error('the module has no default export that is a function');
        handler = exported as Handler;
        post({ kind: 'loaded' });
      } catch (error) {
        post({ kind: 'unreadable', message: wordsOf(error) });
      }
      return;
    }
    try {
      post({ kind: 'result', value: (await handler?.(message.input.state, message.input.analysis)) ?? null });
    } catch (error) {
      post({ kind: 'threw', message: wordsOf(error) });
    }
  };
}
