import { say } from '../sentences.ts';
import type { Contribution } from '../conversation.ts';
import { DAY, evidenceFor, has, type LeadState } from '../insight/lead-state.ts';
import { because, scoreOf, spanInWords, total, UNKNOWN_SCORE } from './score.ts';
import type { Score } from './types.ts';

/** Days after which silence has halved engagement; the first day costs nothing. */
const HALF_LIFE_DAYS = 7;

function replyPoints(hours: number): number {
  if (hours <= 1) return 25;
  if (hours <= 6) return 20;
  if (hours <= 24) return 12;
  return hours <= 72 ? 6 : 0;
}

function parts(state: LeadState): Contribution[] {
  const { signals, substantive } = state;
  const out: Contribution[] = [];
  const many = Math.min(30, Math.round(15 * Math.log2(1 + substantive.length)));
  out.push(
    because(
      say(substantive.length === 1 ? 'Wrote {count} message of substance' : 'Wrote {count} messages of substance', {
        count: substantive.length,
      }),
      many,
      substantive.slice(-3).map((m) => evidenceFor(m)),
    ),
  );
  if (signals.replyHoursMedian !== null) {
    out.push(
      because(
        say('Usually answers within {span}', { span: spanInWords(signals.replyHoursMedian / 24) }),
        replyPoints(signals.replyHoursMedian),
      ),
    );
  }
  const questions = substantive.filter((m) => m.text.includes('?'));
  out.push(
    because(
      'Asks questions',
      Math.min(15, questions.length * 5),
      questions.slice(-3).map((m) => evidenceFor(m)),
    ),
  );
  const viewings = substantive.filter((m) => has(m, 'showing'));
  out.push(
    because(
      'Asks for or agrees to meet',
      Math.min(20, viewings.length * 10),
      viewings.slice(-2).map((m) => evidenceFor(m, 'showing')),
    ),
  );
  if (signals.lengthTrend !== null && signals.lengthTrend >= 1.5) out.push(because('Writes more than before', 5));
  if (signals.lengthTrend !== null && signals.lengthTrend < 0.5) out.push(because('Writes less than before', -5));
  if (signals.replyTrend !== null && signals.replyTrend < 0.5) out.push(because('Answers faster than before', 5));
  if (signals.replyTrend !== null && signals.replyTrend > 3) out.push(because('Answers slower than before', -5));
  const liked = substantive.filter((m) => m.analysis?.sentiment === 'positive');
  out.push(
    because(
      'Sounds pleased',
      Math.min(10, liked.length * 5),
      liked.slice(-2).map((m) => evidenceFor(m, 'positive')),
    ),
  );
  const upset = substantive.slice(-3).filter((m) => m.analysis?.sentiment === 'negative');
  out.push(
    because(
      'Sounds displeased lately',
      -5 * upset.length,
      upset.map((m) => evidenceFor(m, 'negative')),
    ),
  );
  return out;
}

/** What silence has cost of `points`: 0 within a day, half after a week more. */
export function silenceCost(state: LeadState, points: number): Contribution {
  const last = state.lead.at(-1);
  const silentDays = last ? Math.max(0, (state.now - last.at) / DAY - 1) : 0;
  const kept = 2 ** (-silentDays / HALF_LIFE_DAYS);
  return because(
    say('No word for {span}', { span: spanInWords(silentDays + 1) }),
    silentDays > 0 ? -Math.max(0, points) * (1 - kept) : 0,
  );
}

/** How much the lead takes part, 0–100; unknown until the lead has written something of substance. */
export function engagement(state: LeadState): Score {
  if (state.substantive.length === 0) return UNKNOWN_SCORE;
  if (state.optOut) return scoreOf([because('Asked not to be contacted, or has left', 0, state.optOut.evidence)]);
  const raw = scoreOf(parts(state)).contributions;
  return scoreOf([...raw, silenceCost(state, total(raw))]);
}
