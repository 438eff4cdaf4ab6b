import { Command } from 'commander';
import type { Application, Worker } from '../../application/index.js';
import { requireSync } from '../../integrations/index.js';
import {
  differenceCount,
  type Finding,
  type Found,
  isMendable,
  itemOf,
  lookAgain,
  type VerificationCounts,
  verify,
} from '../../verification/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { workSync } from '../sync/work-sync.js';
import { counted } from '../terminal/index.js';
import { formatFinding, formatSummary } from './format-verification.js';

const HELP = `
Examples:
  syncline verify incidents            compare everything on both sides; writes nothing
  syncline verify incidents --fix      have what differs or is missing looked at again, whatever was seen of it
  syncline verify incidents --strict   fields that wait for a person count as differences too
  syncline verify incidents --json

--fix goes by the mapping as any run does: what is held goes on waiting, and what somebody let differ stays so and is listed.
Ends with 0 when both sides are equal, 1 when something differs, is missing or is gone, 2 when it could not tell.
`;
/** Findings that one JSON document holds; all of them are counted. */
const USUAL_LIMIT = 1_000;

/** In one transaction, at least. */
const LOOKED_AGAIN_AT_ONCE = 100;

interface VerifyOptions {
  readonly strict?: boolean;
  readonly fix?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

/** What came of one look. */
interface Looked {
  readonly counts: VerificationCounts;
  readonly faults: readonly string[];
  readonly findings: readonly Finding[];
  /** Findings that the next run looks at again. */
  readonly lookedAgain: number;
}

export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .summary('what is equal on both sides, what differs, what is missing, and why')
    .description('Compares everything on both sides, field by field, and names what differs, what is missing and why.')
    .argument('<name>', 'the integration')
    .option('--fix', 'let a run look again at what differs or is missing, and then verify once more')
    .option('--strict', 'held fields count as differences')
    .option('--limit <count>', 'findings that are listed with --json', parseCount, USUAL_LIMIT)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string, options: VerifyOptions) =>
        context.withApplication(async (application) => {
          const worker = await application.startWorker();
          try {
            return await report(context, { application, worker }, name, options);
          } finally {
            await worker.stop();
          }
        }),
      ),
    );
}

/** One look at everything. `fix` lets the next run look again at what it may mend. */
async function look(
  { terminal, signal }: CommandContext,
  { application, worker: { engine, lost } }: { readonly application: Application; readonly worker: Worker },
  name: string,
  { limit, json, fix }: { readonly limit: number; readonly json: boolean; readonly fix: boolean },
): Promise<Looked> {
  const integration = await application.database.transaction('find integration', (transaction) =>
    requireSync(transaction, name),
  );
  const { findings, counts, faults } = await verify(engine, integration, AbortSignal.any([signal, lost]));
  const listed: Finding[] = [];
  const mendable: Found[] = [];
  let lookedAgain = 0;
  const again = async () => {
    lookedAgain += mendable.length;
    const items = mendable.splice(0).map(itemOf);
    await engine.database.transaction('look again', (transaction) => lookAgain(transaction, integration.id, items));
  };
  for await (const batch of findings) {
    for (const found of batch) {
      if (!json) terminal.print(formatFinding(found.finding, terminal.colours));
      else if (listed.length < limit) listed.push(found.finding);
      if (fix && isMendable(found)) mendable.push(found);
    }
    if (mendable.length >= LOOKED_AGAIN_AT_ONCE) await again();
    terminal.draw(`${name}  ${counts.links} links looked at`);
  }
  if (mendable.length > 0) await again();
  terminal.draw('');
  return { counts, faults, findings: listed, lookedAgain };
}

async function report(
  context: CommandContext,
  { application, worker }: { readonly application: Application; readonly worker: Worker },
  name: string,
  { strict = false, fix = false, limit, json = false }: VerifyOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  let looked = await look(context, { application, worker }, name, { limit, json, fix });
  const { lookedAgain } = looked;
  if (lookedAgain > 0) {
    terminal.note(`${counted(lookedAgain, 'finding')} looked at again by a run, and then once more at everything.`);
    const wanted = { mode: 'manual', request: {}, isQueued: false } as const;
    await workSync(context, application, worker, { name, wanted });
    looked = await look(context, { application, worker }, name, { limit, json, fix: false });
  }
  const { counts, faults, findings } = looked;
  const isEqual = differenceCount(counts, strict) === 0 && faults.length === 0;
  if (json)
    terminal.printJson({ integration: name, isEqual, counts, faults, findings, ...(fix ? { lookedAgain } : {}) });
  else terminal.print(formatSummary(name, counts, faults, isEqual, terminal.colours));
  return isEqual ? EXIT.done : EXIT.differences;
}
