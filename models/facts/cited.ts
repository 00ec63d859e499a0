import type { Evidence } from '../conversation.ts';

/** The words behind a fact; none where a person set it. */
export const cited = ({ evidence }: { evidence?: Evidence | undefined }): readonly Evidence[] =>
  evidence ? [evidence] : [];
