import { describe, expect, it } from 'vitest';
import type { MessageRecord } from '../../../models/protocol/entities.ts';
import { DEFAULTS } from '../../../models/protocol/entities.ts';
import type { ViewRow } from '../storage/storage-port.ts';
import { LeadIndex } from './lead-index.ts';
import { SearchService, type LeadRecords } from './search-service.ts';
import { excerpt, matchAt } from './snippet.ts';

describe('the index', () => {
  const index = new LeadIndex();
  index.put({ id: 'a', name: 'José Núñez', messages: 'Pre-approved for $450,000.\nIs Oak’s still available?' });
  index.put({ id: 'b', name: 'Dana', messages: 'the oak floors are lovely' });
  const found = (query: string) => index.search(query).map(({ leadId }) => leadId);

  it('finds a lead by words of several messages, all of which it must have', () => {
    expect(found('approved oaks')).toEqual(['a']);
    expect(found('approved floors')).toEqual([]);
  });

  it('knows words without accents or capitals, unfinished, with a letter wrong, and sums as they are typed', () => {
    expect(found('nunez')).toEqual(['a']);
    expect(found('LOV')).toEqual(['b']);
    expect(found('flours')).toEqual(['b']);
    expect(found('450000')).toEqual(['a']);
    expect(found('$450,000')).toEqual(['a']);
  });

  it('puts who is called so before who wrote so, and forgets what is replaced or removed', () => {
    index.put({ id: 'c', name: 'Oak Hill', messages: '' });
    expect(found('oak')[0]).toBe('c');
    index.put({ id: 'b', name: 'Dana', messages: 'never mind' });
    expect(found('floors')).toEqual([]);
    index.remove('c');
    index.remove('never there');
    expect(found('oak').includes('c')).toBe(false);
  });
});

describe('the words around a match', () => {
  it('are those of the message, on one line, cut at words', () => {
    const text = `Hello there, ${'we looked at many homes and '.repeat(4)}\nthe sauna was lovely ${'and so on '.repeat(30)}`;
    const shown = excerpt(text, matchAt(text, 'SAUN'));
    expect(shown).toContain('the sauna was lovely');
    expect(shown.length).toBeLessThan(160);
    expect(shown).toMatch(/^… \S.*\S …$/);
    expect(matchAt(text, 'pool')).toBe(-1);
    expect(excerpt('the pool', matchAt('the pool', 'pool'))).toBe('the pool');
  });
});

describe('the service', () => {
  const leads = new Map<string, string>();
  const texts = new Map<string, { text: string; sentAt: string }[]>();
  const lead = (id: string): ViewRow<'lead'> => ({
    entity: 'lead',
    id,
    parent: null,
    pending: false,
    data: { ...DEFAULTS.lead, name: leads.get(id) ?? '' },
  });
  const records: LeadRecords = {
    leads: () => Promise.resolve([...leads.keys()].map(lead)),
    lead: (id) => Promise.resolve(leads.has(id) ? lead(id) : null),
    children: (_entity, id) =>
      Promise.resolve(
        (texts.get(id) ?? []).map((message, i) => ({
          entity: 'message' as const,
          id: `${id}-${i}`,
          parent: id,
          pending: false,
          data: { ...DEFAULTS.message, ...message } satisfies MessageRecord,
        })),
      ),
  };

  it('reads all leads once, then those that changed, and shows the newest message that matches', async () => {
    for (let i = 0; i < 120; i++) leads.set(`l${i}`, `Lead ${i}`);
    texts.set('l7', [
      { text: 'a sauna, please', sentAt: '2026-01-01T00:00:00Z' },
      { text: 'still no sauna?', sentAt: '2026-02-01T00:00:00Z' },
    ]);
    const service = new SearchService(() => Promise.resolve(records));
    const told: number[] = [];
    await service.build({} as never, ({ done, total }) => total === 120 && told.push(done));
    expect(told.at(-1)).toBe(120);
    expect(service.search('sauna').map(({ leadId }) => leadId)).toEqual(['l7']);
    expect(await service.snippets('sauna', ['l7', 'l8'])).toEqual([
      { leadId: 'l7', text: 'still no sauna?', sentAt: '2026-02-01T00:00:00Z' },
    ]);
    texts.set('l8', [{ text: 'sauna too', sentAt: '2026-03-01T00:00:00Z' }]);
    leads.delete('l7');
    await service.refresh(['l7', 'l8']);
    expect(service.search('sauna').map(({ leadId }) => leadId)).toEqual(['l8']);
    leads.delete('l8');
    await service.refresh(null);
    expect(service.search('sauna')).toEqual([]);
  });
});
