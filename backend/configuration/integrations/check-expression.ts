import jsonata from 'jsonata';
import type { Report } from '../report.js';
import type { KeyPath } from '../text/key-path.js';

/** Reports an expression that JSONata cannot parse, with the place inside it. */
export function checkExpression(report: Report, path: KeyPath, expression: string | undefined): void {
  if (expression === undefined) return;
  try {
    jsonata(expression);
  } catch (error) {
    report.fault(path, `does not parse as JSONata${place(error)}: ${words(error)}`);
  }
}

function place(error: unknown): string {
  const position = error !== null && typeof error === 'object' && 'position' in error ? error.position : null;
  return typeof position === 'number' ? ` at character ${Math.max(1, position)}` : '';
}

function words(error: unknown): string {
  if (error instanceof RangeError) return 'nested too deeply';
  const message =
    error !== null && typeof error === 'object' && 'message' in error ? String(error.message) : String(error);
  return message.replaceAll(/\s+/g, ' ').slice(0, 200);
}
