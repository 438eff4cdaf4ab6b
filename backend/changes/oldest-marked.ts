import type { LookUpResult } from '../connectors/sdk/index.js';

/** What carries this mark. A mark counts only on what our own account made (I15); the oldest is the one, later ones are doubles. */
export function oldestMarked({ byMark }: LookUpResult, mark: string): LookUpResult['byMark'][number] | null {
  const ours = byMark.filter((hit) => hit.mark === mark && hit.createdByUs);
  return ours.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))[0] ?? null;
}
