import { Hono } from 'hono';
import type { RouterRoute } from 'hono/types';
import { describeApi, type OpenapiDocument } from '../openapi/document.ts';
import { REFERENCE_STYLE, referencePage } from '../openapi/reference-page.ts';

/** The description of the API, for machines and to read. `routes` is the application's, complete when first asked. */
export function openapiRoutes(routes: readonly RouterRoute[]) {
  let made: OpenapiDocument | undefined;
  const description = () => (made ??= describeApi(routes));
  return new Hono()
    .get('/api/openapi.json', (c) => c.json(description()))
    .get('/api/docs', (c) => c.html(referencePage(description())))
    .get('/api/docs/style.css', (c) => c.body(REFERENCE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
}
