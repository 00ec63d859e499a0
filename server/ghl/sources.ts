/** Name of GHL among the sources of events and locations. */
export const GHL_SOURCE = 'ghl';
/** The job that processes one stored event. */
export const GHL_EVENT_JOB = 'ghl-event';
