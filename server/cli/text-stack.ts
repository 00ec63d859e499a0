import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';

/** What analyses texts on the command line, and what to say of it on standard error. */
export interface TextStack {
  intelligence: LeadIntelligence;
  notice: string | null;
}

const clock = { now: () => new Date().toISOString(), millis: () => performance.now() };

/** The service with the text model where one is installed; the rule twin when forced or when there is none. */
export async function loadTextStack(options: { rules: boolean }): Promise<TextStack> {
  const intelligence = new LeadIntelligence({ clock });
  return {
    intelligence,
    notice: options.rules ? null : 'no text model is installed: analysing by rules (source "rules")',
  };
}
