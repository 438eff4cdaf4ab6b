import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Controls } from './controls.js';

type Name = keyof Controls;

/** The simulated tools, running in a process of their own. */
export interface Tools {
  readonly jiraUrl: string;
  readonly serviceNowUrl: string;
  /** Empty where no Data Center was asked for. */
  readonly dataCenterUrl: string;
  /** @throws what went wrong over there */
  control<N extends Name>(name: N, ...args: Parameters<Controls[N]>): Promise<ReturnType<Controls[N]>>;
  stop(): Promise<void>;
}

/** What a trial may choose. */
export interface ToolsOptions {
  readonly seed: number;
  /** Before each answer. */
  readonly latencyMs?: number;
  /** Takes every exchange and every deed of a person. */
  readonly logFile?: string | undefined;
  /** Whether calls and answers are held against the API descriptions, which costs more than answering; true unless told. */
  readonly isJudged?: boolean;
  /** Keys of further projects like BENCH. */
  readonly projects?: readonly string[];
  /** Whether there is a Jira Data Center too. */
  readonly hasDataCenter?: boolean;
}

/** @throws when the process ends before it serves */
export async function startTools(options: ToolsOptions): Promise<Tools> {
  const { seed, latencyMs = 0, logFile = '', isJudged = true, projects = [], hasDataCenter = false } = options;
  const file = fileURLToPath(new URL('tools-child.ts', import.meta.url));
  const settings = [seed, latencyMs, logFile, isJudged, projects.join(','), hasDataCenter].map(String);
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...settings], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  if (typeof line[0] !== 'string') throw new Error(`the tools ended with ${String(line[0])} before they served`);
  const addresses = JSON.parse(line[0]) as Record<'jira' | 'serviceNow' | 'dataCenter' | 'control', string>;
  return {
    jiraUrl: addresses.jira,
    serviceNowUrl: addresses.serviceNow,
    dataCenterUrl: addresses.dataCenter,
    async control(name, ...args) {
      const response = await fetch(`${addresses.control}/${name}`, { method: 'POST', body: JSON.stringify(args) });
      const answer = (await response.json()) as { result?: unknown; error?: string };
      if (!response.ok) throw new Error(`${name}: ${answer.error}`);
      return answer.result as ReturnType<Controls[typeof name]>;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
