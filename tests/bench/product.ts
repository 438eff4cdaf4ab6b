import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { trialEnvironment } from '../trials/connection-entries.js';
import { createInstallation, type Installation } from '../trials/installation.js';
import type { Tools } from '../trials/tools/tools.js';
import { trialConfiguration } from '../trials/trial-configuration.js';

const syncReport = z.looseObject({
  state: z.string(),
  created: z.number(),
  updated: z.number(),
  seconds: z.number(),
  calls: z.record(z.string(), z.object({ reads: z.number(), writes: z.number() })),
});

/** How one `sync --wait` went. */
export interface Measured {
  readonly created: number;
  readonly updated: number;
  readonly calls: number;
  /** Of the runs, without the start of the process. */
  readonly seconds: number;
  /** Most memory that the process had in use. */
  readonly peakMegabytes: number;
}

/** The built program on a database of its own. */
export interface Product {
  readonly installation: Installation;
  sync(...words: readonly string[]): Promise<Measured>;
}

export async function openProduct(program: string, tools: Tools, databaseUrl: string): Promise<Product> {
  const installation = await createInstallation({
    program,
    configuration: trialConfiguration(tools),
    environment: { ...trialEnvironment, DATABASE_URL: databaseUrl },
  });
  await installation.run(['apply', '-f', installation.configurationFile]);
  return {
    installation,
    async sync(...words) {
      const running = installation.start(['sync', 'incidents', ...words, '--wait', '--json']);
      const peak = watchMemory(running.child.pid);
      const { code, stdout, stderr } = await running.ended;
      if (code !== 0) throw new Error(`sync ended with ${code}: ${stderr}`);
      const { calls, ...report } = syncReport.parse(JSON.parse(stdout));
      const sum = Object.values(calls).reduce((all, { reads, writes }) => all + reads + writes, 0);
      return { ...report, calls: sum, peakMegabytes: await peak() };
    },
  };
}

const LOOK_MS = 100;

/** The kernel keeps the peak itself (VmHWM); it is read until the process is gone. */
function watchMemory(pid: number | undefined): () => Promise<number> {
  let peak = 0;
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return async () => {
    clearInterval(timer);
    return Math.round(peak);
  };
}
