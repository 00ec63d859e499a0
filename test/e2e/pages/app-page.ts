import type { Locator, Page } from '@playwright/test';

/** The app as a person meets it: sign-in, the list, a lead, import. */
export class AppPage {
  readonly page: Page;
  readonly state: Locator;
  readonly leads: Locator;
  /** The rows of the list, one a lead. */
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.state = page.getByRole('status', { name: 'State' });
    this.leads = page.getByRole('region', { name: 'Leads' });
    this.rows = this.leads.locator('a[data-lead]');
  }

  async signIn(url: string, admin: { email: string; password: string }): Promise<void> {
    // The tour of a first start has a test of its own.
    await this.page.addInitScript(() => localStorage.setItem('leadlight.tour', 'seen'));
    await this.page.goto(new URL('/#/leads', url).href);
    await this.page.getByLabel('E-mail').fill(admin.email);
    await this.page.getByLabel('Password').fill(admin.password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
  }

  /** Resolves once the service worker controls the page and its shell is stored. */
  async readyForOffline(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller) return;
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
    });
  }

  async trySamples(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try with sample leads' }).click();
  }

  row(name: string | RegExp): Locator {
    return this.leads.getByRole('link', { name });
  }

  async openLead(name: string | RegExp): Promise<void> {
    await this.row(name).first().click();
    await this.conversation.waitFor();
  }

  get conversation(): Locator {
    return this.page.getByRole('region', { name: 'Conversation' });
  }

  get notes(): Locator {
    return this.page.getByRole('region', { name: 'Notes' });
  }

  async writeNote(text: string): Promise<void> {
    await this.notes.getByLabel('New note').fill(text);
    await this.notes.getByRole('button', { name: 'Save note' }).click();
    await this.notes.getByText(text).waitFor();
  }

  async goTo(hash: string): Promise<void> {
    await this.page.evaluate((to) => (location.hash = to), hash);
  }
}
