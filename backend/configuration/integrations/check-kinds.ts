import { nearest } from '../../shared/index.js';
import type { Report } from '../report.js';
import { shownValue } from '../text/shown.js';

const KINDS = ['sync', 'flow', 'collection'];

/**
 * Reports integrations of no known kind. The answer is the value to go on with: what was probably meant as a sync is judged as one,
 * so that the rest of its faults is told too; what may be anything is left out.
 */
export function checkKinds(report: Report, value: unknown): unknown {
  const file = asMapping(value);
  const integrations = asMapping(file?.integrations);
  if (file === null || integrations === null) return value;
  const judged = Object.entries(integrations).flatMap(([name, entry]) => {
    const integration = asMapping(entry);
    if (integration === null || KINDS.includes(String(integration.kind))) return [[name, entry]];
    const isSync = checkKind(report, ['integrations', name, 'kind'], integration.kind);
    return isSync ? [[name, { ...integration, kind: 'sync' }]] : [];
  });
  return { ...file, integrations: Object.fromEntries(judged) };
}

/** Whether the integration is to be judged as a sync. */
function checkKind(report: Report, path: readonly string[], kind: unknown): boolean {
  const list = `kinds of integrations: ${KINDS.join(', ')}`;
  if (kind === undefined) {
    report.fault(path, `\`kind\` is missing; ${list}`);
    return true;
  }
  const near = typeof kind === 'string' ? nearest(kind, KINDS) : null;
  const advice = near === null ? list : `did you mean \`${near}\`?`;
  if (!report.isUnreadable(path))
    report.fault(path, `${shownValue(kind, path)} is not a kind of integration; ${advice}`);
  return near === 'sync';
}

function asMapping(value: unknown): Readonly<Record<string, unknown>> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
