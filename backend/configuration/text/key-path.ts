/** Where something is in the file: keys and list indexes from the top. */
export type KeyPath = readonly (string | number)[];

const PLAIN_KEY = /^[\p{L}\p{N}_-]+$/u;

/** A path as people write it: `integrations.incidents.items[0].values["To Do"]`. */
export function formatPath(path: KeyPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (PLAIN_KEY.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: KeyPath, ancestor: KeyPath): boolean {
  return ancestor.every((step, index) => path[index] === step);
}

/** What lies at `path` in a plain value; undefined where there is nothing. */
export function valueAt(value: unknown, path: KeyPath): unknown {
  let current = value;
  for (const step of path) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
