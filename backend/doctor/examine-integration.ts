import { type Check, checked } from '../connectors/sdk/index.js';
import { describeFault } from '../integrations/index.js';
import { wayToResume } from '../licences/index.js';
import type { DescribedSync } from './described-sync.js';

/** Whether the mapping fits what both tools have now; each fault with what was probably meant. */
export function examineIntegration({ integration, mapping, faults }: DescribedSync): readonly Check[] {
  const { name, state, pausedReason } = integration;
  const checks: Check[] = [];
  if (state === 'paused') {
    const found = pausedReason ?? 'by hand';
    checks.push(
      checked({
        id: 'paused',
        name: 'it is not paused',
        outcome: 'warning',
        found,
        fix: `When all is well, ${wayToResume(name, pausedReason)}`,
      }),
    );
  }
  const check = { id: 'mapping', name: 'its mapping fits both tools' };
  if (mapping === null) {
    const found = 'a tool does not describe its container; see the connections above';
    return [...checks, checked({ ...check, outcome: 'cannot-tell', found })];
  }
  if (faults.length === 0)
    return [
      ...checks,
      checked({ ...check, outcome: 'ok', found: `${mapping.fields.left.length + mapping.fields.right.length} fields` }),
    ];
  return [
    ...checks,
    ...faults.map((fault) =>
      checked({
        id: `mapping.${fault.path}`,
        name: check.name,
        outcome: 'fails',
        found: describeFault(integration, fault),
        fix: 'Correct the line in syncline.yaml and apply it: syncline apply -f syncline.yaml',
      }),
    ),
  ];
}
