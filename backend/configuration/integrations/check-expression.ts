import jsonata from 'jsonata';
import { compileExpression } from '../../mappings/index.js';
import { errorMessage } from '../../shared/index.js';
import type { Report } from '../report.js';
import type { KeyPath } from '../text/key-path.js';

/**
 * Reports an expression that a mapping would not run: one that JSONata cannot parse, with the place inside it, or one with a
 * regular expression that may take for ever.
 */
export function checkExpression(report: Report, path: KeyPath, expression: string | undefined): void {
  if (expression === undefined) return;
  try {
    jsonata(expression);
  } catch (error) {
    const { position, message } = asParserError(error);
    const place = typeof position === 'number' ? ` at character ${Math.max(1, position)}` : '';
    report.fault(path, `does not parse as JSONata${place}: ${inOneLine(message)}`);
    return;
  }
  const checked = compileExpression(expression);
  if (checked.kind === 'broken') report.fault(path, `cannot be used: ${inOneLine(checked.message)}`);
}

/** JSONata throws plain objects; regular expressions and deep nesting make it throw errors of the engine. */
function asParserError(error: unknown): { readonly position?: unknown; readonly message: string } {
  if (error instanceof RangeError) return { message: 'nested too deeply' };
  if (error === null || typeof error !== 'object' || !('message' in error)) return { message: errorMessage(error) };
  return { message: String(error.message), ...('position' in error ? { position: error.position } : {}) };
}

function inOneLine(message: string): string {
  return message.replaceAll(/\s+/g, ' ').slice(0, 200);
}
