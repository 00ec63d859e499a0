import type { Plain } from '../sentences.ts';
import type { ObjectionKind } from '../text/labels.ts';

export interface ObjectionAnswer {
  /** What the agent does about it. */
  strategy: Plain;
  /** A short opening in the agent's voice. */
  draft: string;
}

/** How each kind of objection is answered: first hear the reason, then bring what moves it. */
export const OBJECTION_ANSWERS: Record<ObjectionKind, ObjectionAnswer> = {
  price: {
    strategy:
      'Find the number that works, then show what it buys: recent sales nearby, monthly cost, or similar homes below it.',
    draft:
      'That’s fair. What monthly number would feel right? I can check what the recent sales support and what else fits it.',
  },
  timing: {
    strategy: 'Accept the date, find what it hangs on, and agree on a day to speak again.',
    draft: 'No problem, there’s no rush on my side. What has to happen first? I’ll check in at the right time.',
  },
  financing: {
    strategy: 'Get a lender’s real answer before giving up: programs, credit steps, assistance, a co-signer.',
    draft:
      'Before ruling it out, it’s worth ten minutes with a lender: there may be a program that fits. Want me to connect you?',
  },
  property: {
    strategy: 'Separate what can be fixed or priced in from what can’t; take what can’t as a search rule.',
    draft:
      'Good to know. Is that a deal breaker, or something a repair or a credit would settle? I’ll use it for the next ones either way.',
  },
  location: {
    strategy:
      'Ask what the place must give (commute, distance, noise level) and search by that; point to public sources.',
    draft: 'Understood. What would the right spot need to be close to? I’ll look by that instead.',
  },
  market: {
    strategy: 'Show the cost of waiting and of acting in numbers, both ways; offer a watch on rates and prices.',
    draft:
      'Makes sense to ask. I can run both cases with today’s numbers, buying now and waiting, so you can compare. Want that?',
  },
  agent: {
    strategy:
      'Own the complaint, say what changes, put terms in writing; respect an existing agreement with another agent.',
    draft: 'I hear you. Tell me what would have to be different, and I’ll say plainly whether I can do it.',
  },
  decision: {
    strategy: 'Give the other decision makers what they need and offer a time with everyone.',
    draft: 'Of course, talk it over. Is there anything I can send that would help you both decide?',
  },
};
