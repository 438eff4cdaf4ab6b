import type { SandboxRandom } from '../../http/index.js';

/** A random member of a list that is not empty. */
export function oneOf<T>(list: readonly T[], random: SandboxRandom): T {
  return list[Math.floor(random() * list.length)] as T;
}
