export { formatJiraDate, isCalendarDay, parseJiraDate } from './jira-date.js';
export { wallClockToMs, zoneOffsetMinutes } from './zone-offset.js';
