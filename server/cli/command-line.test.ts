import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCliArguments } from './arguments.ts';
import { readLines } from './lines.ts';
import { runJsonLines } from './run-json-lines.ts';

interface Run {
  code: number;
  lines: unknown[];
  stderr: string;
  stdout: string;
}

function run(command: string, args: string[], input?: string): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile('node', [join(import.meta.dirname, `${command}.ts`), ...args], (error, stdout, stderr) => {
      const lines =
        command === 'eval'
          ? []
          : stdout
              .split('\n')
              .filter((l) => l.startsWith('{'))
              .map((l) => JSON.parse(l) as unknown);
      resolve({ code: error ? Number(error.code) : 0, lines, stdout, stderr });
    });
    child.stdin?.end(input ?? '');
  });
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadlight-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(text: string): Promise<string> {
  const path = join(folder, `${Math.abs(text.length)}-${text.slice(0, 8).replace(/\W/g, '')}.jsonl`);
  await writeFile(path, text);
  return path;
}

const CUSTOM = join(import.meta.dirname, '../../test/fixtures/custom-models');

const HEAD_KEYS = [
  'facts',
  'id',
  'intents',
  'model',
  'objections',
  'probabilities',
  'readiness',
  'sentiment',
  'source',
  'urgency',
];

describe('classify', () => {
  it('prints one JSON a line with the keys of the contract', async () => {
    const path = await fileOf(
      '{"id":"a","text":"can we see it tomorrow at 5?","context":[{"role":"agent","text":"Want a tour?"}]}\n\n{"id":"b","text":"STOP","channel":"sms"}\n',
    );
    const { code, lines } = await run('classify', ['--rules', path]);
    expect(code).toBe(0);
    expect(lines).toHaveLength(2);
    expect(Object.keys(lines[0] as object).sort()).toEqual(HEAD_KEYS);
    expect(lines[1]).toMatchObject({ id: 'b', intents: ['opt_out'], readiness: 'none', source: 'rules' });
  });

  it('names bad lines with number and reason, goes on with the rest and exits with 2', async () => {
    const input = '{"id":"a","text":"hello"}\nnot json\n{"id":"c"}\n{"id":"d","text":"thanks"}\n';
    const { code, lines, stderr } = await run('classify', ['--rules', '-'], input);
    expect(code).toBe(2);
    expect(lines.map((l) => (l as { id: string }).id)).toEqual(['a', 'd']);
    expect(stderr).toMatch(/line 2: not JSON/);
    expect(stderr).toMatch(/line 3: text/);
  });

  it('prints what custom models say, or refuses one with the reason', async () => {
    const input =
      '{"id":"a","text":"we have two dogs and a cat"}\n{"id":"b","text":"\u00bfTodav\u00eda est\u00e1 disponible la casa? Gracias"}\n';
    const { code, lines } = await run('classify', ['--rules', '--custom', `pets=${CUSTOM}/pets`, '-'], input);
    expect(code).toBe(0);
    expect(Object.keys(lines[0] as object).sort()).toEqual([...HEAD_KEYS, 'custom'].sort());
    expect((lines[0] as { custom: { pets: { pets: number } } }).custom.pets.pets).toBeGreaterThan(0.9);
    expect(lines[1]).not.toHaveProperty('custom');
    expect(await run('classify', ['--rules', '--custom', `pets=${CUSTOM}/broken`, '-'], input)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('the custom model pets is refused (hash_missing): there is no SHA256SUMS'),
    });
  });

  it('says how it is used, and what is wrong with a call', async () => {
    expect((await run('classify', ['--help'])).stdout).toContain('Usage: npm run --silent classify');
    expect(await run('classify', [])).toMatchObject({ code: 2, stderr: expect.stringContaining('Give one FILE') });
    expect(await run('classify', ['/nowhere.jsonl'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ENOENT'),
    });
  });
});

describe('analyze', () => {
  const conversation = {
    id: 'c1',
    channel: 'sms',
    now: '2026-05-02T10:00:00-05:00',
    messages: [
      { role: 'lead', content: 'looking for 3 beds in Troy around 400k', timestamp: '2026-05-01T10:00:00-05:00' },
      { from: 'agent', text: 'Want to see one?', sentAt: '2026-05-01T11:00:00-05:00' },
      { text: 'yes, saturday', sentAt: '2026-05-01T12:00:00-05:00' },
    ],
  };

  it('prints level, momentum, health, scores, facts, insights, actions and messages', async () => {
    const { code, lines } = await run('analyze', ['--rules', '-'], `${JSON.stringify(conversation)}\n`);
    expect(code).toBe(0);
    const [out] = lines as [Record<string, unknown>];
    expect(Object.keys(out).sort()).toEqual([
      'actions',
      'conversion',
      'facts',
      'health',
      'id',
      'insights',
      'level',
      'messages',
      'momentum',
      'scores',
    ]);
    expect(out['facts']).toMatchObject({ beds_min: 3, budget_max: 400000, locations: ['Troy'] });
    expect((out['messages'] as object[]).map((m) => Object.keys(m).sort())).toEqual([HEAD_KEYS, HEAD_KEYS]);
  });

  it('prints further signals when models are registered, and changes nothing else', async () => {
    const line = `${JSON.stringify(conversation)}\n`;
    const plain = await run('analyze', ['--rules', '-'], line);
    const custom = ['--custom', `pets=${CUSTOM}/pets`, '--custom', `closing=${CUSTOM}/closing`];
    const { code, lines } = await run('analyze', ['--rules', ...custom, '-'], line);
    expect(code).toBe(0);
    const { customSignals, messages, insights, ...rest } = lines[0] as Record<string, unknown[]>;
    expect(customSignals).toMatchObject([
      {
        model: 'pets',
        head: 'text',
        messageId: 'c1-00003',
        values: { pets: expect.any(Number), other: expect.any(Number) },
      },
      { model: 'closing', head: 'tabular', values: { closes_soon: expect.any(Number) } },
    ]);
    expect(messages).toMatchObject([{ custom: { pets: {} } }, { custom: { pets: {} } }]);
    expect(insights).toHaveLength((plain.lines[0] as { insights: unknown[] }).insights.length);
    expect(plain.lines[0]).toMatchObject(rest);
  });

  it('says so when no text model is installed, and refuses a bad now', async () => {
    const { stderr, code } = await run(
      'analyze',
      ['--rules', '-'],
      `${JSON.stringify({ ...conversation, now: 'soon' })}\n`,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('line 1: now: expected an ISO 8601 time');
  });
});

describe('eval', () => {
  it('prints one JSON with a report a head, facts and conversations', async () => {
    const input = [
      '{"id":"a","text":"STOP","context":[],"channel":"sms","sentiment":"neutral","intents":["opt_out"],"objections":[],"urgency":"none","readiness":"none","facts":{}}',
      '{"id":"c","now":"2026-05-02T10:00:00Z","messages":[{"from":"lead","text":"hi","sentAt":"2026-05-01T10:00:00Z"}],"expected":{"level":"cold","momentum":"steady"}}',
      '{"id":"x","text":"no labels"}',
    ].join('\n');
    const { code, stdout, stderr } = await run('eval', ['--rules', '-'], input);
    expect(code).toBe(2);
    expect(stderr).toContain('line 3: no gold label');
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({ messages: 1, conversations: 1, level: { accuracy: 1 } });
    expect(Object.keys(report['heads'] as object)).toEqual([
      'sentiment',
      'intents',
      'objections',
      'urgency',
      'readiness',
    ]);
  });
});

describe('demo', () => {
  it('prints three analysed conversations', async () => {
    const { code, stdout } = await run('demo', ['--rules']);
    expect(code).toBe(0);
    expect(stdout.match(/^── /gm)).toHaveLength(3);
    expect(stdout).toContain('stop_contact');
  });
});

describe('lines', () => {
  it('are split across chunks, without the byte-order mark, and counted with blank ones', async () => {
    const chunks = ['\uFEFFone\n\ntw', 'o\r\n', 'th\u00e9'].map((c) => Buffer.from(c));
    const lines = [];
    for await (const line of readLines(Readable.from(chunks))) lines.push(line);
    expect(lines).toEqual([
      { number: 1, text: 'one' },
      { number: 3, text: 'two\r' },
      { number: 4, text: 'thé' },
    ]);
  });

  it('hold no more than the limit', async () => {
    const lines = [];
    for await (const line of readLines(Readable.from([Buffer.from(`${'x'.repeat(50)}\nok\n`)]), 10)) lines.push(line);
    expect(lines).toEqual([
      { number: 1, text: null },
      { number: 2, text: 'ok' },
    ]);
  });

  it('stream: 266 MB pass through in less than half as much memory', async () => {
    let left = 64 * 64;
    const chunk = Buffer.from('{"n":1,"pad":"'.padEnd(65_000, 'x') + '"}\n');
    const input = Readable.from({
      async *[Symbol.asyncIterator]() {
        while (left-- > 0) yield chunk;
      },
    });
    const output = new PassThrough();
    output.resume();
    const before = process.memoryUsage().rss;
    const code = await runJsonLines({
      input,
      output,
      errors: output,
      parse: (json) => ({ ok: true, value: json }),
      handle: async (batch) => batch,
    });
    expect(code).toBe(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
  });
});

describe('arguments', () => {
  const parse = (...argv: string[]) => parseCliArguments(argv, { custom: true });

  it('are one input and known flags', () => {
    expect(parse('--rules', '-')).toEqual({ kind: 'run', args: { path: '-', rules: true, custom: [] } });
    expect(parse('-h')).toEqual({ kind: 'help' });
    expect(parse('a', 'b')).toMatchObject({ kind: 'usage' });
    expect(parse('--wat')).toMatchObject({ kind: 'usage' });
  });

  it('name custom models where the command takes them', () => {
    expect(parse('--custom', 'pets=./a=b', '--custom=closing=/c', '-')).toMatchObject({
      args: {
        custom: [
          { name: 'pets', folder: './a=b' },
          { name: 'closing', folder: '/c' },
        ],
      },
    });
    expect(parse('--custom', 'pets', '-')).toMatchObject({ kind: 'usage' });
    expect(parseCliArguments(['--custom', 'pets=a', '-'], { custom: false })).toMatchObject({ kind: 'usage' });
  });
});
