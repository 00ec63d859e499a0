import * as v from 'valibot';
import { ViewFields, type ViewRecord } from '../../../../models/protocol/lead-view.ts';
import { Background } from '../../errors/background.ts';
import type { Edit, Storage } from '../../storage/storage-port.ts';

export type NewView = Pick<ViewRecord, 'name' | 'filter' | 'sort'>;
export type LeadView = NewView & { id: string };
/** Edits, and those that take them back. */
export interface Undoable {
  edits: Edit[];
  back: Edit[];
}

const LAYOUTS = ['table', 'board'] as const;
export type Layout = (typeof LAYOUTS)[number];
const Kept = v.object({
  layout: v.fallback(v.picklist(LAYOUTS), 'table'),
  /** Views of a version that did not sync them. */
  views: v.fallback(v.array(v.pick(ViewFields, ['name', 'filter', 'sort'])), []),
});
type Kept = v.InferOutput<typeof Kept>;
const VALUE = 'lead-views';

/** Named filters, synced as the person's own, and the chosen layout, which is this device's; sealed like everything else. */
export class LeadViews {
  views = $state.raw<readonly LeadView[]>([]);
  layout = $state.raw<Layout>('table');
  readonly #deps: { storage: Storage; uuid: () => string; nowIso: () => string };

  constructor(deps: { storage: Storage; uuid: () => string; nowIso: () => string }) {
    this.#deps = deps;
  }

  /** Reads, and reads anew what changes; returns the way to stop. */
  start(): () => void {
    const { storage } = this.#deps;
    const background = new Background();
    background.run(async () => {
      const kept = parse(await storage.getValue(VALUE));
      this.layout = kept.layout;
      if (kept.views.length > 0) await this.#adopt(kept);
      await this.#read();
    });
    const unsubscribe = storage.subscribe(({ analysesOnly }) => {
      if (!analysesOnly) background.run(() => this.#read());
    });
    return () => {
      unsubscribe();
      void background.stop();
    };
  }

  /** A view of the same name is replaced. */
  saving({ name, filter, sort }: NewView): Undoable {
    const before = this.views.find((view) => view.name === name);
    if (before) return { edits: [put(before.id, { filter, sort })], back: [put(before.id, contentOf(before))] };
    const id = this.#deps.uuid();
    const createdAt = this.#deps.nowIso();
    return {
      edits: [put(id, { name, filter, sort, createdAt, deleted: false })],
      back: [put(id, { deleted: true })],
    };
  }

  removing({ id }: LeadView): Undoable {
    return { edits: [put(id, { deleted: true })], back: [put(id, { deleted: false })] };
  }

  async choose(layout: Layout): Promise<void> {
    this.layout = layout;
    await this.#deps.storage.updateValue<Kept>(VALUE, (before) => ({ ...parse(before), layout }));
  }

  async #adopt({ views }: Kept): Promise<void> {
    const { storage } = this.#deps;
    const saved = await storage.edit(views.flatMap((view) => this.saving(view).edits));
    if (saved.ok) await storage.updateValue<Kept>(VALUE, (before) => ({ ...parse(before), views: [] }));
  }

  async #read(): Promise<void> {
    const rows = await this.#deps.storage.all('view');
    const oldestFirst = rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    this.views = oldestFirst.map(({ id, data }) => ({ id, ...contentOf(data) }));
  }
}

const put = (id: string, set: Partial<ViewRecord>): Edit => ({ entity: 'view', id, parent: null, set });
const contentOf = ({ name, filter, sort }: NewView): NewView => ({ name, filter, sort });
const order = ({ id, data }: { id: string; data: ViewRecord }): string => `${data.createdAt} ${id}`;

/** What an older or newer version wrote is taken as far as it is understood. */
const parse = (value: unknown): Kept => v.parse(Kept, value ?? {});
