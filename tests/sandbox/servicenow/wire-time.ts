const FORM = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** `2026-07-14 00:28:27`: whole seconds in UTC without a zone, as the platform stores and answers times. */
export function toWireTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

/** @returns undefined for anything that is not such a time */
export function fromWireTime(value: string): Date | undefined {
  if (!FORM.test(value)) return undefined;
  const at = new Date(`${value.replace(' ', 'T')}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
