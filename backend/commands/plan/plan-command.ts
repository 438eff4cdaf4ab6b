import { Command } from 'commander';
import { type Integration, requireSync } from '../../integrations/index.js';
import { makePlan } from '../../plans/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatPlan, type SideNames } from './format-plan.js';
import { writePlanFile } from './plan-file.js';

const HELP = `
Examples:
  syncline plan incidents                    what a run would write now
  syncline plan incidents --out plan.json    keep it, and apply exactly that with:
  syncline sync incidents --plan plan.json --wait

Nothing is written and nothing is marked as seen. The file holds content of your items and is readable by you alone.
`;

interface PlanOptions {
  readonly json?: boolean;
  readonly out?: string;
}

export function planCommand(context: CommandContext): Command {
  return new Command('plan')
    .summary('what a run would write, without writing it')
    .description(
      'Shows what a run would write: counts, then each write with its values before and after. Writes nothing.',
    )
    .argument('<name>', 'the integration')
    .option('--out <file>', 'keep the plan in a file, for sync --plan')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string, { json = false, out }: PlanOptions) =>
        context.withApplication(async (application) => {
          const integration = await application.database.transaction('find integration', (transaction) =>
            requireSync(transaction, name),
          );
          const worker = await application.startWorker();
          const { terminal } = context;
          try {
            const plan = await makePlan(worker.engine, integration, AbortSignal.any([context.signal, worker.lost]));
            if (out !== undefined) await writePlanFile(out, plan);
            if (json) terminal.printJson(plan);
            else terminal.print(formatPlan(plan, sideNames(integration.definition), terminal.colours));
            if (out !== undefined) {
              terminal.note(`Written to ${out}. Apply exactly this: syncline sync ${name} --plan ${out} --wait`);
            }
            return EXIT.done;
          } finally {
            await worker.stop();
          }
        }),
      ),
    );
}

function sideNames({ left, right }: Integration['definition']): SideNames {
  return { left: `${left.connection} ${left.container}`, right: `${right.connection} ${right.container}` };
}
