import { type Check, checked, type HttpResponse } from '../../connectors/sdk/index.js';

/** Certificates and signed tokens are refused from about here. Cursors are in the tool's clock, whatever ours says (I2). */
const NOTABLE_MS = 60_000;

/** Compares the Date header of an answer, which has whole seconds, with our clock when it came. Null where it has none. */
export function clockSkew(response: HttpResponse, now: Date): Check | null {
  const toolTime = new Date(response.headers.date ?? '');
  if (Number.isNaN(toolTime.getTime())) return null;
  const skewMs = now.getTime() - toolTime.getTime();
  const check = { id: 'clock', name: 'the clocks agree' };
  if (Math.abs(skewMs) < NOTABLE_MS) return checked({ ...check, outcome: 'ok' });
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return checked({
    ...check,
    outcome: 'warning',
    found: `this machine is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} the tool`,
    fix: 'Set this machine by a time server (try: timedatectl set-ntp true)',
  });
}
