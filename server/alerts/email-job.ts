import { createTransport } from 'nodemailer';
import * as v from 'valibot';
import { LEVEL_NAMES } from '../../models/scoring/types.ts';
import { GiveUp } from '../jobs/job-errors.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { AlertTable } from '../storage/alert-schema.ts';
import { completeJob } from '../storage/jobs.ts';
import type { Storage } from '../storage/storage.ts';
import { alertInHand } from './alert-in-hand.ts';
import { SendFailed } from './send-failed.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same for every try, so that a mailbox can tell a repetition. */
  messageId: string;
}

/** Sends a mail. Throws SendFailed or GiveUp. */
export type SendMail = (mail: Mail) => Promise<void>;

/** Through the SMTP server of a URL (`smtps://user:password@host:465`). */
export function smtpMail({ url, from }: { url: string; from: string }): SendMail {
  const transport = createTransport(
    { url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return async (mail) => {
    try {
      await transport.sendMail({ ...mail, headers: { 'auto-submitted': 'auto-generated' } });
    } catch (error) {
      // Its message may name the address.
      const status = (error as { responseCode?: unknown }).responseCode;
      if (typeof status === 'number' && status >= 500) throw new GiveUp(`smtp_${status}`);
      throw new SendFailed('smtp_failed');
    }
  };
}

export interface EmailJobDeps {
  storage: Storage;
  sendMail: SendMail;
  /** Where people reach the app; null where that is not known. */
  publicUrl: string | null;
}

const Payload = v.object({ tenantId: v.string(), alertId: v.string(), userId: v.string() });

/** Mails an alert to one member: that a lead needs them and where to look, never a name or a word of a message. */
export function emailJob(deps: EmailJobDeps): JobHandler {
  return {
    async run(job) {
      const to = v.parse(Payload, job.payload);
      const inHand = await deps.storage.inTenant(to.tenantId, (db) => alertInHand(db, to.tenantId, to, 'email'));
      if (inHand !== null) await deps.sendMail(mailOf(inHand.alert, inHand.member, deps.publicUrl));
      await deps.storage.inTenant(to.tenantId, (db) => completeJob(db, job));
    },
  };
}

function mailOf(alert: AlertTable, to: { userId: string; email: string }, publicUrl: string | null): Mail {
  const what =
    alert.reason === 'urgent' ? 'A lead wants an answer today' : `A lead is now: ${LEVEL_NAMES[alert.level]}`;
  const where =
    publicUrl === null
      ? 'Open Leadlight to see who.'
      : `See who: ${publicUrl}/#/lead/${encodeURIComponent(alert.lead_id)}`;
  return {
    to: to.email,
    subject: what,
    text: `${what}.\n\n${where}\n\nYou get this because you switched e-mail alerts on in Leadlight.\n`,
    messageId: `<${alert.id}.${to.userId}@leadlight>`,
  };
}
