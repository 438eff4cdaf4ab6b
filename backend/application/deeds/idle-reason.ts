import type { Integration } from '../../integrations/index.js';
import { wayToResume } from '../../licences/index.js';
import { ConfigurationError } from '../../shared/index.js';

/** Why an integration does not run now, with the way out; null when it does. */
export function idleReason({ name, enabled, state, pausedReason }: Integration): string | null {
  if (!enabled) return `${name} is not enabled; set \`enabled: true\` in the file and apply it`;
  if (state === 'active') return null;
  return `${name} is paused: ${pausedReason ?? 'by hand'}; ${wayToResume(name, pausedReason)}`;
}

/** @throws ConfigurationError when the integration does not run now. */
export function refuseIdle(integration: Integration): void {
  const reason = idleReason(integration);
  if (reason !== null) throw new ConfigurationError(reason);
}
