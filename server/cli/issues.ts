/** Where in a record something is wrong, and what. */
export interface Issue {
  path: string;
  message: string;
}

/** Issues as one line for a person: `messages.2.text: expected a string; …`. */
export function issuesInWords(issues: readonly Issue[]): string {
  return issues.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message)).join('; ');
}
