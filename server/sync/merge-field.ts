import { isDeepStrictEqual } from 'node:util';
import { nextHlc, parseHlc, type Hlc } from '../../models/protocol/hlc.ts';

/** A field as the record holds it; undefined when nobody wrote it yet. */
export type Held = { value: unknown; h: Hlc; o: string } | undefined;

export interface Write {
  value: unknown;
  /** Clamped clock of the writer. */
  hlc: Hlc;
  opId: string;
  /** The writer that this one had seen; null when it had seen none. */
  base: string | null;
}

export type Merged =
  /** The write takes the field; `lost` is what it displaced without having seen it. */
  | { kind: 'wins'; h: Hlc; lost: { value: unknown; opId: string } | null }
  | { kind: 'loses'; lost: { value: unknown; opId: string } | null };

/**
 * Decides one field. A write that had seen the current writer wins whatever the clocks say; else the newer clock wins
 * (op ids break a tie) and the other value is kept, unless both say the same. With `append` the first writer stays.
 * @param optOut the field is an opt-out: of two that did not know of each other, `true` wins.
 */
export function mergeField(held: Held, write: Write, kind: 'put' | 'append', optOut: boolean): Merged {
  if (held === undefined) return { kind: 'wins', h: write.hlc, lost: null };
  const same = isDeepStrictEqual(held.value, write.value);
  if (kind === 'append') return { kind: 'loses', lost: same ? null : { value: write.value, opId: write.opId } };
  if (write.base === held.o) return { kind: 'wins', h: after(held.h, write.hlc), lost: null };
  const wins =
    optOut && !same ? write.value === true : write.hlc > held.h || (write.hlc === held.h && write.opId > held.o);
  if (wins)
    return { kind: 'wins', h: after(held.h, write.hlc), lost: same ? null : { value: held.value, opId: held.o } };
  return { kind: 'loses', lost: same ? null : { value: write.value, opId: write.opId } };
}

/** The writer's clock, moved past the one it follows, so that a slow clock does not make its write look old. */
function after(held: Hlc, hlc: Hlc): Hlc {
  if (hlc > held) return hlc;
  const { millis, node } = parseHlc(hlc);
  return nextHlc(held, millis, node);
}
