const hour = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndHour = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;

/** A moment as finely as its stretches are, where the person is. */
export function sayTime(seconds: number, stretchSeconds: number): string {
  const format = stretchSeconds >= DAY_SECONDS ? day : stretchSeconds >= HOUR_SECONDS ? dayAndHour : hour;
  return format.format(new Date(seconds * 1_000));
}

/** The same below an axis, where there is little room. */
export function sayTick(seconds: number, stretchSeconds: number): string {
  return (stretchSeconds >= HOUR_SECONDS ? day : hour).format(new Date(seconds * 1_000));
}
