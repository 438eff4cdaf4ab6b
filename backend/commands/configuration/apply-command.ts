import { Command } from 'commander';
import { type Application, PAUSED_BY_HAND, settleLicence } from '../../application/index.js';
import { recordAudit } from '../../audit/index.js';
import { applyConfiguration, type ConfigurationFile, formatDifference, listPruned } from '../../configuration/index.js';
import { requestRun } from '../../ticks/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { counted } from '../terminal/index.js';
import { type ComparedFile, compareFile, noteFindings } from './read-configuration-file.js';

const HELP = `
Examples:
  syncline apply -f syncline.yaml             show the difference and apply it
  syncline apply -f syncline.yaml --dry-run   show the difference only
  JIRA_TOKEN=... syncline apply -f syncline.yaml
                                              "\${JIRA_TOKEN}" in the file is read from the environment

What is no longer in the file is archived with its links and comes back with its name. --prune deletes it.
Every fault of a faulty file is named at once with its line, and nothing is applied.
`;

export function applyCommand(context: CommandContext): Command {
  return new Command('apply')
    .summary('make the stored configuration equal to a file')
    .description('Makes the stored configuration equal to a file, showing the difference first.')
    .requiredOption('-f, --file <file>', 'the file, usually syncline.yaml; - is standard input')
    .option('--dry-run', 'show the difference and change nothing')
    .option('--prune', 'delete what is not in the file, with its links and history')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ file: path, dryRun = false, prune = false, json = false }: ApplyOptions) =>
        context.withApplication(async (application) => {
          const compared = await compareFile(application, context, path);
          noteFindings(context, compared);
          const { file, faults, notices, differences } = compared;
          const pruned = file !== null && prune ? await findPruned(application, file) : [];
          const isApplied = file !== null && !dryRun;
          if (isApplied) await apply(application, compared, { file, pruned: prune ? pruned : null });
          const { terminal } = context;
          if (json) {
            terminal.printJson({ applied: isApplied, dryRun, differences, pruned, notices, faults });
          } else if (file !== null) {
            terminal.print(formatDifference(differences, terminal.colours));
            for (const { kind, name, links } of pruned) {
              terminal.print(terminal.colours.red(`- ${kind} ${name} with ${counted(links, 'link')}`));
            }
            terminal.print(dryRun ? 'Nothing was changed (--dry-run).' : 'Applied.');
            if (isApplied) await noteNextStep(context, application);
          }
          return file === null ? EXIT.couldNotRun : EXIT.done;
        }),
      ),
    );
}

interface ApplyOptions {
  readonly file: string;
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  readonly json?: boolean;
}

function findPruned(application: Application, file: ConfigurationFile) {
  return application.database.transaction('list pruned', (transaction) => listPruned(transaction, file));
}

/** @param pruned what is deleted with it; null when nothing shall be. */
async function apply(
  application: Application,
  { differences }: ComparedFile,
  {
    file,
    pruned,
  }: { readonly file: ConfigurationFile; readonly pruned: Awaited<ReturnType<typeof findPruned>> | null },
): Promise<void> {
  const { database, tenant, secretBox, random, actor } = application;
  const startsByItself = file.integrations.some(
    ({ definition }) => definition.kind === 'sync' && definition.start === 'auto',
  );
  const queue = startsByItself ? await application.queue() : null;
  const pathsOf = (wanted: string) => differences.filter(({ kind }) => kind === wanted).map(({ path }) => path);
  await database.transaction('apply configuration', async (transaction) => {
    await applyConfiguration(transaction, file, {
      prune: pruned !== null,
      secretBox,
      tenant,
      random,
      actor,
      pausedByHand: PAUSED_BY_HAND,
      requestOnboarding: async (inner, integrationId) => {
        if (queue === null) return;
        await requestRun(inner, { queue, random }, { integrationId, mode: 'onboarding', request: {} });
      },
    });
    const details = {
      added: pathsOf('added'),
      changed: pathsOf('changed'),
      removed: pathsOf('removed'),
      pruned: pruned?.map(({ name }) => name),
    };
    await recordAudit(transaction, actor, { action: 'apply', subject: null, details });
  });
  // What is new runs no longer without a licence than what was there.
  if (application.settings.licence === 'required') await settleLicence(application, tenant);
}

/** For whoever types this for the first time: what comes next. */
async function noteNextStep({ terminal }: CommandContext, { database }: Application): Promise<void> {
  const rows = await database.transaction('list integrations', (transaction) =>
    transaction.models.Integration.findAll({
      where: { archivedAt: null, kind: 'sync', enabled: true, onboardedAt: null },
      order: [['name', 'ASC']],
      transaction: transaction.handle,
    }),
  );
  const first = rows[0];
  if (first === undefined) return;
  const { dim } = terminal.noteColours;
  terminal.note(dim('Next: syncline doctor tests each right that is needed,'));
  terminal.note(dim(`      syncline plan ${first.name} shows what a first run would write,`));
  terminal.note(dim(`      syncline sync ${first.name} --onboarding --wait takes over what exists already.`));
}
