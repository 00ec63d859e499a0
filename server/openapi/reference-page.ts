import { html } from 'hono/html';
import type { OpenapiDocument, OpenapiOperation } from './document.ts';

export const REFERENCE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.5rem 4rem; }
a { color: LinkText; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
details { border: 1px solid GrayText; border-radius: 0.5rem; margin: 0.5rem 0; padding: 0.5rem 1rem; }
summary { cursor: pointer; }
code, pre { font: 0.875rem/1.4 ui-monospace, monospace; }
pre { overflow-x: auto; }
`;

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

/** The description as one page without scripts; whatever is put in is escaped. */
export function referencePage(document: OpenapiDocument) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const sections = document.tags.map(({ name }, index) => ({
    id: `section-${index}`,
    name,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        <header>
          <h1>${document.info.title} API</h1>
          <p>${document.info.description}</p>
          <p><a href="/api/openapi.json">OpenAPI 3.1 description</a></p>
          <nav aria-label="Sections">
            <ul>
              ${sections.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>
          ${sections.map(
            ({ id, name, operations: own }) =>
              html`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${name}</h2>
                ${own.map(({ path, method, operation }) => entry(path, method, operation))}
              </section>`,
          )}
        </main>
      </body>
    </html>`;
}

function entry(path: string, method: string, operation: OpenapiOperation) {
  const body = operation.requestBody?.content['application/json']?.schema;
  const who = Object.keys(operation.security[0] ?? {})[0];
  return html`<details>
    <summary><code>${method} ${path}</code> ${operation.summary}</summary>
    <p>${who === 'key' ? 'Needs an API key.' : who === 'session' ? 'Needs a session.' : 'Open to anybody.'}</p>
    ${operation.parameters.map(
      ({ name, in: place, required, schema }) =>
        html`<p>
          <code>${name}</code> (${place}${required ? ', required' : ''}): <code>${JSON.stringify(schema)}</code>
        </p>`,
    )}
    ${
      body === undefined
        ? ''
        : html`<h3>Body</h3>
            <pre tabindex="0">${pretty(body)}</pre>`
    }
    ${Object.entries(operation.responses).map(
      ([status, { content }]) =>
        html`<h3>${status}</h3>
          ${Object.entries(content ?? {}).map(
            ([type, { schema }]) =>
              html`<p><code>${type}</code></p>
                ${schema === undefined ? '' : html`<pre tabindex="0">${pretty(schema)}</pre>`}`,
          )}`,
    )}
  </details>`;
}
