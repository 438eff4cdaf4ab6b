import { Command } from 'commander';
import type { Worker } from '../../application/index.js';
import { requireSync } from '../../integrations/index.js';
import { type Finding, type VerificationCounts, verify } from '../../verification/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { formatFinding, formatSummary } from './format-verification.js';

const HELP = `
Examples:
  syncline verify incidents            compare everything on both sides; writes nothing
  syncline verify incidents --strict   fields that wait for a person count as differences too
  syncline verify incidents --json

Ends with 0 when both sides are equal, 1 when something differs, is missing or is gone, 2 when it could not tell.
`;
/** Findings that one JSON document holds; all of them are counted. */
const USUAL_LIMIT = 1_000;

interface VerifyOptions {
  readonly strict?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .summary('what is equal on both sides, what differs, what is missing, and why')
    .description('Compares everything on both sides, field by field, and names what differs, what is missing and why.')
    .argument('<name>', 'the integration')
    .option('--strict', 'held fields count as differences')
    .option('--limit <count>', 'findings that are listed with --json', parseCount, USUAL_LIMIT)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string, options: VerifyOptions) =>
        context.withApplication(async (application) => {
          const worker = await application.startWorker();
          try {
            return await report(context, worker, name, options);
          } finally {
            await worker.stop();
          }
        }),
      ),
    );
}

async function report(
  { terminal, signal }: CommandContext,
  { engine, lost }: Worker,
  name: string,
  { strict = false, limit, json = false }: VerifyOptions,
): Promise<ExitCode> {
  const integration = await engine.database.transaction('find integration', (transaction) =>
    requireSync(transaction, name),
  );
  const { findings, counts, faults } = await verify(engine, integration, AbortSignal.any([signal, lost]));
  const listed: Finding[] = [];
  for await (const finding of findings) {
    if (!json) terminal.print(formatFinding(finding, terminal.colours));
    else if (listed.length < limit) listed.push(finding);
    terminal.draw(`${name}  ${counts.links} links looked at`);
  }
  terminal.draw('');
  const isEqual = differences(counts, strict) === 0 && faults.length === 0;
  if (json) terminal.printJson({ integration: name, isEqual, counts, faults, findings: listed });
  else terminal.print(formatSummary(name, counts, faults, isEqual, terminal.colours));
  return isEqual ? EXIT.done : EXIT.differences;
}

/** What a next run will look at anyway is no difference yet. */
function differences(counts: VerificationCounts, strict: boolean): number {
  return counts.differs + counts.gone + counts.missing + counts['comment-missing'] + (strict ? counts.held : 0);
}
