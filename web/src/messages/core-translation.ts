import { ACTION_WORDS } from '../../../models/insight/action-words.ts';
import type { Filling } from '../../../models/sentences.ts';
import type { Catalogue } from './catalogue.ts';

/** Says in another language what `models/` said in English; null for what it did not say. */
export type CoreTranslation = (text: string) => string | null;

type Say = (value: string) => string | null;

const ACTIONS = Object.values(ACTION_WORDS);
const NEED =
  /^(?:(buying|selling|renting) ?)?(?:(\d+ bed) ?)?(?:(house|condo|townhouse|apartment|land|multifamily) ?)?(?:(in .+?) ?)?(up to \$\S+)?$/;
/** Parts of a headline between commas; a place or a time may hold commas of its own. */
const MOST_PARTS = 12;

/** By names that stand in the sentences: how what is filled in is recognised. */
const PATTERNS: Record<Filling, string> = {
  count: String.raw`\d+`,
  span: String.raw`\d+ (?:hours?|days?)`,
  dollars: String.raw`\$[\d.,]+k?`,
  momentum: '[a-z]+',
  objection: '[a-z]+',
  objections: '[a-z]+(?:, [a-z]+)*',
  urgency: '[a-z]+',
  pane: '[A-Z][a-z]+',
  facts: '.+',
  signals: '.+',
  rivals: '.+',
  question: '.+',
  reason: '.+',
  when: '.+',
  place: '.+',
  class: '.+',
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const known = (record: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(record, name) ? (record[name]?.toLowerCase() ?? null) : null;

/** All parts said, or null. */
function each(parts: readonly string[], say: Say): string[] | null {
  const said = parts.map(say);
  return said.every((part) => part !== null) ? said : null;
}

export function coreTranslation(core: Catalogue['core'], common: Catalogue['common']): CoreTranslation {
  const exact: Readonly<Record<string, string>> = core;
  const templates = Object.entries(core)
    .filter(([sentence]) => sentence.includes('{'))
    // What is more told apart by its words comes first.
    .sort(([a], [b]) => b.replace(/\{\w+\}/g, '').length - a.replace(/\{\w+\}/g, '').length)
    .map(([sentence, translated]) => {
      const [first = '', ...rest] = sentence.split(/\{(\w+)\}/);
      const names = rest.filter((_, i) => i % 2 === 0) as Filling[];
      const pattern = rest.map((part, i) => (i % 2 === 0 ? `(${PATTERNS[part as Filling]})` : escaped(part)));
      return { names, pattern: new RegExp(`^${escaped(first)}${pattern.join('')}$`), translated };
    });

  /** A sentence of the catalogue, filled in or not. */
  function sentence(text: string): string | null {
    if (Object.hasOwn(exact, text) && !text.includes('{')) return exact[text] ?? null;
    for (const { names, pattern, translated } of templates) {
      const match = pattern.exec(text);
      const values =
        match &&
        each(
          match.slice(1).map((_, i) => String(i)),
          (i) => say[names[+i]!](match[+i + 1]!),
        );
      if (values) return fill(translated, names, values);
    }
    return null;
  }

  const facts = (text: string) =>
    sentence(text) ??
    text
      .split('; ')
      .map((fact) => sentence(fact) ?? fact)
      .join('; ');
  const same: Say = (value) => value;
  const listOf =
    (separator: string, one: Say): Say =>
    (text) =>
      each(text.split(separator), one)?.join(separator) ?? null;
  const objection: Say = (kind) => known(common.objections, kind);
  const say: Record<Filling, Say> = {
    count: same,
    dollars: same,
    when: same,
    place: same,
    class: same,
    span: sentence,
    question: sentence,
    reason: sentence,
    facts,
    objection,
    objections: listOf(', ', objection),
    momentum: (name) => known(common.momenta, name),
    urgency: (name) => known(common.labels.urgency, name),
    pane: (name) =>
      Object.hasOwn(common.panes, name.toLowerCase()) ? common.panes[name.toLowerCase() as 'price'] : null,
    signals: listOf('; ', sentence),
    rivals: listOf(', ', sentence),
  };

  /** "buying 3 bed house in Troy up to $400k" */
  function need(text: string): string | null {
    const match = NEED.exec(text);
    if (!match || text === '') return null;
    const [side, beds, type, place, budget] = match.slice(1);
    return (
      each(
        [side, type, beds, place, budget].filter((part) => part !== undefined),
        sentence,
      )?.join(' ') ?? null
    );
  }

  /** The parts of a headline, said one after the other. */
  function parts(pieces: readonly string[]): string[] | null {
    if (pieces.length === 0) return [];
    for (let length = 1; length <= pieces.length; length++) {
      const piece = pieces.slice(0, length).join(', ');
      const said = need(piece) ?? sentence(piece);
      const rest = said === null ? null : parts(pieces.slice(length));
      if (said !== null && rest) return [said, ...rest];
    }
    return null;
  }

  function headline(text: string): string | null {
    const action = ACTIONS.find((words) => text === `${words}.` || text.endsWith(`. ${words}.`));
    const end = action ? `${core[action]}.` : '';
    const why = (action ? text.slice(0, -action.length - 1) : text).trim();
    if (why === '') return end || null;
    const pieces = why.replace(/\.$/, '').split(', ');
    if (!why.endsWith('.') || pieces.length > MOST_PARTS) return null;
    const [first = '', ...others] = pieces;
    const said = parts([first.charAt(0).toLowerCase() + first.slice(1), ...others]) ?? parts(pieces);
    return said && `${capital(said.join(', '))}. ${end}`.trim();
  }

  return (text) => sentence(text) ?? headline(text);
}

/** Puts the values in where their names stand; where a name stands twice, in order. */
function fill(translated: string, names: readonly Filling[], values: readonly string[]): string {
  const left = names.map((name, i) => ({ name, value: values[i] ?? '' }));
  return translated.replace(/\{(\w+)\}/g, (_, name: string) => {
    const at = left.findIndex((one) => one.name === name);
    return at < 0 ? '' : (left.splice(at, 1)[0]?.value ?? '');
  });
}
