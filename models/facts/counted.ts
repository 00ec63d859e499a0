const NUMBER = String.raw`(?:\d{1,2}|one|two|three|four|five|six|seven|eight|how many)`;
const COUNTED = new RegExp(
  String.raw`\b${NUMBER}(?:\s?\+)?[\s-]?(?:\w+ ){0,2}?(?:bed(?:room)?|br|bd|bath(?:room)?|home|house|place|option|unit|listing|property|propertie|condo|apartment|townhome)s?\b`,
  'i',
);
const HOUR =
  /\b\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m|o'?clock)\b|\b\d{1,2}:\d\d\b|\b(?:at|by|around|after|before|@) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! ?(?:k|percent|%|,\d|bed|br|bath|home|house|place|option|unit))|\bnoon\b|\b(?:what|which|good|best|start|better) (?:time|hour)\b|\btime (?:works|suits|is)\b|\bhow early\b|\bwhen\b/i;

/** Whether the agent's words name or ask for an hour. */
export const namesHour = (agentText: string): boolean => HOUR.test(agentText);

/** Whether the agent's words count homes or rooms and leave the hour alone: a bare «make it 2» then is a count. */
export const countsHomes = (agentText: string): boolean => COUNTED.test(agentText) && !namesHour(agentText);
