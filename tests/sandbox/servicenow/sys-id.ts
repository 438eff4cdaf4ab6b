import type { SandboxRandom } from '../http/index.js';

const FORM = /^[0-9a-f]{32}$/;

/** 32 hexadecimal digits, as the platform names every row. */
export function newSysId(random: SandboxRandom): string {
  let id = '';
  for (let part = 0; part < 4; part += 1) {
    id += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  }
  return id;
}

export function isSysId(value: string): boolean {
  return FORM.test(value);
}
