/** «yes» and its kin at the start of an answer. */
export const YES =
  /^\W*(?:yes|yep|yeah|yup|yea|ya|sure|correct|already|done|all set|it'?s done|yessir|absolutely|of course|we are|i am|i'm|we're|i do|we do|i have|we have|got one)\b/i;

/** «no» and its kin at the start of an answer. */
export const NO = /^\W*(?:no|nope|nah|not yet|not as of|haven'?t|not|none|never|neither)\b/i;
