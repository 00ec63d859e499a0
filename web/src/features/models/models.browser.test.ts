import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import petsConfig from '../../../../test/fixtures/custom-models/pets/config.json?raw';
import petsGraph from '../../../../test/fixtures/custom-models/pets/onnx/model.onnx?url&no-inline';
import petsSums from '../../../../test/fixtures/custom-models/pets/SHA256SUMS?raw';
import petsTokenizer from '../../../../test/fixtures/custom-models/pets/tokenizer.json?raw';
import { startWithDana } from '../../../testing/sign-in.ts';
import { startApp, type FakeNetwork } from '../../../testing/test-env.ts';

const SLOW = { timeout: 20_000 };

/** A file as a chosen folder holds it. */
function fileIn(folder: string, path: string, content: BlobPart): File {
  const file = new File([content], path.split('/').at(-1)!);
  Object.defineProperty(file, 'webkitRelativePath', { value: `${folder}/${path}` });
  return file;
}

describe('the Models screen', { timeout: 40_000 }, () => {
  let network: FakeNetwork;
  let keys: string;
  let running: ReturnType<typeof startApp>;

  beforeEach(async () => {
    ({ network, keys, running } = await startWithDana());
    await expect
      .element(page.getByRole('link', { name: /Dana R\..*(Ready|Hot|Highly|Engaged|Warming)/ }), SLOW)
      .toBeVisible();
  });
  afterEach(() => running.stop());

  async function openModels() {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Models' }), SLOW).toBeVisible();
  }
  async function restart() {
    await running.stop();
    running = startApp(network, keys);
  }
  const card = (name: string) => page.getByRole('region', { name });

  it('says what reads, what was looked up, and whether all is well', async () => {
    await openModels();
    await expect.element(card('Text model').getByText(/no model is used/)).toBeVisible();
    await expect.element(card('Text model').getByText(/of 1 look-ups|of 2 look-ups/), SLOW).toBeVisible();
    await card('Text model').getByRole('button', { name: 'Check now' }).click();
    await expect
      .element(card('Text model').getByText('Text model: no text model is here: the rules read.'))
      .toBeVisible();
  });

  it('shows how often it is right, and calibration as a plot with its table', async () => {
    await openModels();
    const right = card('How often it is right');
    await expect.element(right.getByRole('row', { name: /^Urgency \(right\) \d\d\.\d % \d\d\.\d % \d/ })).toBeVisible();
    const plot = right.getByRole('img', { name: /How often what they want was right/ });
    await expect.element(plot).toBeVisible();
    const dots = plot.element().querySelectorAll('circle').length;
    await right.getByText('The figures as a table').click();
    expect(right.getByRole('table').last().element().querySelectorAll('tbody tr')).toHaveLength(dots);
    await right.getByRole('combobox', { name: 'Of' }).selectOptions('readiness');
    await expect.element(right.getByRole('img', { name: /How often readiness was right/ })).toBeVisible();
  });

  it('sets a threshold, judges every lead anew, refuses a wrong one, takes the latest back, and keeps it over a restart', async () => {
    await openModels();
    const thresholds = card('Thresholds');
    const intents = thresholds.getByText('What they want', { exact: true });
    await intents.click();
    const viewing = thresholds.getByRole('textbox', { name: 'viewing' });
    await expect.element(viewing).toHaveAttribute('placeholder', '50');
    const set = thresholds.getByRole('button', { name: 'Set thresholds' });
    await viewing.fill('many');
    await set.click();
    await expect
      .element(thresholds.getByRole('alert'))
      .toHaveTextContent('What they want, viewing: a number from 0 to 100, please. Nothing was changed.');
    await viewing.fill('100');
    await set.click();
    await expect.element(thresholds.getByText('1 set')).toBeVisible();
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await page.getByRole('link', { name: /Dana R\./ }).click();
    const labels = page.getByRole('group', { name: 'Read as' });
    await expect.element(labels).toBeVisible();
    await expect.element(labels.getByRole('button', { name: 'viewing' })).not.toBeInTheDocument();
    await restart();
    await openModels();
    await expect.element(thresholds.getByText('1 set')).toBeVisible();
    await thresholds.getByRole('button', { name: 'Take back the latest change' }).click();
    await expect.element(thresholds.getByText('1 set')).not.toBeInTheDocument();
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await page.getByRole('link', { name: /Dana R\./ }).click();
    await expect.element(labels.getByRole('button', { name: 'viewing' }), SLOW).toBeVisible();
  });

  it('refuses a wrong model with its reason, adds a right one, has it after a restart, and removes it undoably', async () => {
    await openModels();
    const custom = card('Models of your own');
    const input = custom.getByLabelText('Choose a folder').element() as HTMLInputElement;
    const choose = (files: File[]) => {
      // What a person picks can't be set from a script but so.
      Object.defineProperty(input, 'files', { value: files, configurable: true });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const graph = await (await fetch(petsGraph)).arrayBuffer();
    const files = (content: BlobPart) => [
      fileIn('My Pets', 'config.json', petsConfig),
      fileIn('My Pets', 'tokenizer.json', petsTokenizer),
      fileIn('My Pets', 'onnx/model.onnx', content),
      fileIn('My Pets', 'SHA256SUMS', petsSums),
    ];
    choose(files('no graph'));
    await expect.element(custom.getByRole('textbox', { name: 'Name' })).toHaveValue('my-pets');
    await custom.getByRole('button', { name: 'Add the model' }).click();
    await expect
      .element(custom.getByRole('alert'), SLOW)
      .toHaveTextContent('Refused: onnx/model.onnx is not the file that its sha256 names.');
    choose(files(graph));
    await custom.getByRole('button', { name: 'Add the model' }).click();
    await expect.element(custom.getByText(/^reads messages · /), SLOW).toBeVisible();
    await expect.element(custom.getByText(/^my-pets is added/)).toBeVisible();

    await restart();
    await openModels();
    await expect.element(custom.getByText(/^reads messages · /), SLOW).toBeVisible();
    await custom.getByRole('button', { name: 'Remove my-pets' }).click();
    await expect.element(custom.getByText(/^reads messages · /)).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(custom.getByText(/^reads messages · /), SLOW).toBeVisible();
  });

  it('keeps the memory budget in its bounds', async () => {
    await openModels();
    const memory = card('Memory');
    const most = memory.getByRole('spinbutton', { name: 'At most, in MB' });
    await expect.element(most).toHaveValue(25);
    await most.fill('9999');
    await memory.getByRole('button', { name: 'Set' }).click();
    await expect.element(memory.getByRole('alert')).toHaveTextContent('From 1 to 500 MB, please. Nothing was changed.');
    await most.fill('8');
    await memory.getByRole('button', { name: 'Set' }).click();
    await expect.element(card('Text model').getByText(/of 8 MB/), SLOW).toBeVisible();
  });

  it('says why nothing is learnt or compared where no model reads, and lists corrections that can be taken back', async () => {
    await page.getByRole('link', { name: /Dana R\./ }).click();
    await page.getByRole('group', { name: 'Read as' }).getByRole('button', { name: 'viewing' }).click();
    await page.getByRole('group', { name: 'The right label' }).getByRole('button', { name: 'buying' }).click();
    await openModels();
    const learning = card('Learn from your corrections');
    await expect
      .element(learning.getByText('What they want: viewing → buying', { exact: false }).first())
      .toBeVisible();
    await learning.getByRole('button', { name: 'Learn from 1 correction' }).click();
    await expect.element(learning.getByText(/Nothing was learnt: the rules read these messages/), SLOW).toBeVisible();
    await card('Do your leads write as it expects?').getByRole('button', { name: 'Compare now' }).click();
    await expect.element(page.getByText(/^Could not compare: |^Too few to tell/), SLOW).toBeVisible();
    await learning.getByRole('button', { name: /^Take back/ }).click();
    await expect.element(learning.getByText('No corrections yet', { exact: false })).toBeVisible();
  });

  it('works by keyboard, and its targets fit a thumb', async () => {
    await page.viewport(390, 844);
    await openModels();
    await expect.element(card('Text model').getByRole('button', { name: 'Check now' })).toBeVisible();
    const main = document.querySelector('.page')!;
    const small = [
      ...main.querySelectorAll<HTMLElement>('a, button, input:not(.visually-hidden), select, summary, label.file'),
    ]
      .filter((target) => target.offsetParent !== null && target.getBoundingClientRect().height < 44)
      .map((target) => target.outerHTML.slice(0, 80));
    expect(small).toEqual([]);
    expect(main.scrollWidth).toBeLessThanOrEqual(main.clientWidth);
    const summary = card('Thresholds').getByText('Objections', { exact: true }).element() as HTMLElement;
    summary.focus();
    await userEvent.keyboard('{Enter}{Tab}');
    await vi.waitFor(() => expect((document.activeElement as HTMLInputElement).name).toBe('objections.price'));
    await userEvent.keyboard('70{Enter}');
    await expect.element(card('Thresholds').getByText('1 set')).toBeVisible();
  });
});
