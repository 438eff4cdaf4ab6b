import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { isDropped, type SandboxHandler, seededRandom, serve } from '../../sandbox/http/index.js';
import { JiraSandbox } from '../../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../../sandbox/servicenow/index.js';
import { type Judge, judge } from '../../support/contract-check.js';
import { truthDirectory } from '../../support/truth.js';
import { type Controls, createControls } from './controls.js';
import { exchangeLog, logged } from './exchange-log.js';

// The simulated tools and a control address in a process of their own, on loopback, until they are told to end.
const [seed = '1', latencyMs = '0', logFile = '', isJudged = 'true', projects = '', isWithDataCenter = 'false'] =
  process.argv.slice(2);
let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };
const random = seededRandom(Number(seed));
const jira = new JiraSandbox({ clock, random, site: { projectKeys: projects.split(',').filter((key) => key !== '') } });
const dataCenter = new JiraSandbox({ clock, random, site: { deployment: 'datacenter' } });
const serviceNow = new ServiceNowSandbox({ clock, random });
const judges: Judge[] = [];
const log = exchangeLog(logFile);
const servedJira = await serve(logged(await judgedTool(jira, 'jira'), log), { latencyMs: Number(latencyMs) });
const servedServiceNow = await serve(logged(await judgedTool(serviceNow, 'servicenow'), log), {
  latencyMs: Number(latencyMs),
});
const servedDataCenter =
  isWithDataCenter === 'true'
    ? await serve(logged(await judgedTool(dataCenter, 'jira-datacenter'), log), { latencyMs: Number(latencyMs) })
    : null;
const advance = (ms: number) => {
  aheadMs += ms;
};
const controls = createControls({ jira, dataCenter, serviceNow, judges, advance });
/** Asked many times a second, and nobody's deed. */
const LOOKS: ReadonlySet<keyof Controls> = new Set(['issues', 'incidents', 'traffic', 'texts']);

const control = createServer(async (incoming, outgoing) => {
  const name = (incoming.url ?? '/').slice(1) as keyof typeof controls;
  try {
    const work = controls[name] as ((...args: unknown[]) => unknown) | undefined;
    if (work === undefined) throw new Error(`there is no control ${name}`);
    const args = JSON.parse(await text(incoming)) as unknown[];
    const result = work(...args) ?? null;
    if (!LOOKS.has(name)) log({ control: name, args, result });
    outgoing.end(JSON.stringify({ result }));
  } catch (error) {
    outgoing.writeHead(500).end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
});
control.listen(0, '127.0.0.1', () => {
  const { port } = control.address() as AddressInfo;
  const addresses = {
    jira: servedJira.url,
    serviceNow: servedServiceNow.url,
    dataCenter: servedDataCenter?.url ?? '',
    control: `http://127.0.0.1:${port}`,
  };
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
});
// Whoever started it is gone: nobody else knows of it.
process.stdin.resume().on('end', () => process.exit(0));

/** Judged by the tool's API description, where there is one on this machine and nobody measures time. */
async function judgedTool(handler: SandboxHandler, tool: Parameters<typeof judge>[0]): Promise<SandboxHandler> {
  if (isJudged !== 'true' || truthDirectory() === undefined) return handler;
  const by = await judge(tool);
  judges.push(by);
  return {
    async handle(request) {
      const outcome = await handler.handle(request);
      // What a bad manner has made of an answer is not for the description to judge.
      by.check(isDropped(outcome) || outcome.status >= 400 ? { request } : { request, response: outcome });
      return outcome;
    },
  };
}
