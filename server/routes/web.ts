import { Hono } from 'hono';
import type { Context } from 'hono';
import type { AppDeps } from '../http/app-env.ts';
import { problem } from '../http/problem.ts';
import { createStaticFiles, type StaticFile } from '../http/static-files.ts';

/** The built web app. A page address that is no file gets `index.html`: the app routes it itself. */
export function webRoutes({ webRoot }: Pick<AppDeps, 'webRoot'>) {
  const find = createStaticFiles(webRoot);
  return new Hono().get('*', async (c) => {
    const path = decode(c.req.path);
    if (path === null || /^\/(api|webhooks)\//.test(path)) return problem(c, 404, 'not_found');
    const accepts = c.req.header('accept-encoding') ?? '';
    const file = path === '/' ? null : await find(path, accepts);
    if (file !== null) return send(c, file);
    const isPage = path === '/' || (!/\.\w+$/.test(path) && (c.req.header('accept') ?? '').includes('text/html'));
    if (!isPage) return problem(c, 404, 'not_found');
    const index = await find('/index.html', accepts);
    return index === null ? problem(c, 503, 'web_not_built') : send(c, index);
  });
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function send(c: Context, file: StaticFile): Response {
  c.header('cache-control', file.cacheControl);
  c.header('etag', file.etag);
  if (file.varies) c.header('vary', 'accept-encoding');
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(file.etag)) return c.body(null, 304);
  c.header('content-type', file.type);
  c.header('content-length', String(file.body.length));
  if (file.encoding !== 'identity') c.header('content-encoding', file.encoding);
  return c.body(new Uint8Array(file.body));
}
