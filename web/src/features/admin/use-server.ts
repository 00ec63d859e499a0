import type * as v from 'valibot';
import type { Result } from '../../errors/result.ts';
import { sentenceFor } from '../../errors/sentences.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { getScreens } from '../shell/app-context.ts';
import { LastRead } from './last-read.svelte.ts';
import { ServerApi } from './server-api.ts';

/** The server, for a component of a screen; failures of what it asks for are told at the edge of the screen. */
export function useServer() {
  const { app, env, toasts } = getScreens();
  const api = new ServerApi(env.fetcher);
  const deps = { api, storage: app.storage, nowMillis: env.nowMillis };
  return {
    api,
    lastRead: <S extends v.GenericSchema>(path: string, schema: S) => new LastRead(deps, path, schema),
    async told<T>(asked: Promise<Result<T>>): Promise<Result<T>> {
      const result = await asked;
      if (!result.ok) toasts.show(sentenceFor(result.code, result.detail));
      return result;
    },
    async copy(text: string): Promise<void> {
      const words = wordsOf('admin');
      const copied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      toasts.show(copied ? words.copied : words.notCopied);
    },
  };
}
