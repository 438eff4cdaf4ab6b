import { Command } from 'commander';
import { FIRST_TENANT } from '../tenants/index.js';
import { addonCommand } from './addon/addon-command.js';
import { auditCommand } from './audit/audit-command.js';
import { backupCommand } from './backup/backup-command.js';
import { restoreCommand } from './backup/restore-command.js';
import type { CommandContext } from './command-context.js';
import { applyCommand } from './configuration/apply-command.js';
import { diffCommand } from './configuration/diff-command.js';
import { exportCommand } from './configuration/export-command.js';
import { conflictsCommand } from './conflicts/conflicts-command.js';
import { resolveCommand } from './conflicts/resolve-command.js';
import { doctorCommand } from './doctor/doctor-command.js';
import { historyCommand } from './history/history-command.js';
import { keyCommand } from './keys/key-command.js';
import { continueRunCommand } from './levers/continue-run-command.js';
import { processIntegrationCommand } from './levers/process-integration-command.js';
import { processStreamCommand } from './levers/process-stream-command.js';
import { linksCommand } from './links/links-command.js';
import { rebindCommand } from './links/rebind-command.js';
import { unlinkCommand } from './links/unlink-command.js';
import { pauseCommand } from './pausing/pause-command.js';
import { resumeCommand } from './pausing/resume-command.js';
import { planCommand } from './plan/plan-command.js';
import { runsCommand } from './runs/runs-command.js';
import { serveCommand } from './serve/serve-command.js';
import { configCommand } from './settings/config-command.js';
import { sitesCommand } from './sites/sites-command.js';
import { statusCommand } from './status/status-command.js';
import { syncCommand } from './sync/sync-command.js';
import { tenantsCommand } from './tenants/tenants-command.js';
import { tokenCommand } from './tokens/token-command.js';
import { userCommand } from './users/user-command.js';
import { verifyCommand } from './verify/verify-command.js';

const HELP = `
The first steps:
  1. write a syncline.yaml (see docs/)
  2. syncline apply -f syncline.yaml
  3. syncline doctor                          tests each right that is needed
  4. syncline plan NAME                       shows what a first run would write
  5. syncline sync NAME --onboarding --wait   takes over what exists already
  6. syncline serve                           keeps both sides in step from then on

Every command explains itself with --help. Reports take --json. Exit codes: 0 done, 1 finished with failures or differences
that are named, 2 could not run, 64 wrong usage, 130 interrupted.
`;

/** The `syncline` command with everything it can do. Wrong usage is thrown as commander's error. */
export function createProgram(context: CommandContext, version: string): Command {
  const program = new Command('syncline')
    .description('Keeps Jira and other tools in step, field by field.')
    .version(version, '--version', 'the version of this program')
    .helpOption('-h, --help', 'how to use it')
    .option('--tenant <id>', 'whose data the command is about, on a server for many', FIRST_TENANT)
    .hook('preAction', (root) => context.actFor(root.opts<{ readonly tenant: string }>().tenant))
    .addHelpText('after', HELP)
    .configureOutput({
      writeOut: (text) => context.terminal.print(text),
      writeErr: (text) => context.terminal.note(text.trimEnd()),
    })
    // what follows a command below another is its own: `links` and `links import` both take --json
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride();
  const groups: Readonly<Record<string, readonly Command[]>> = {
    'Configuration:': [applyCommand(context), diffCommand(context), exportCommand(context)],
    'Running:': [
      serveCommand(context, version),
      planCommand(context),
      syncCommand(context),
      pauseCommand(context),
      resumeCommand(context),
    ],
    'Levers of the operator:': [
      processIntegrationCommand(context),
      continueRunCommand(context),
      processStreamCommand(context),
    ],
    'Where things stand:': [
      statusCommand(context),
      runsCommand(context),
      linksCommand(context),
      verifyCommand(context),
      doctorCommand(context),
      historyCommand(context),
    ],
    'Waiting for a person:': [
      conflictsCommand(context),
      resolveCommand(context),
      unlinkCommand(context),
      rebindCommand(context),
    ],
    'Administration:': [
      configCommand(context),
      userCommand(context),
      tokenCommand(context),
      tenantsCommand(context),
      sitesCommand(context),
      addonCommand(context, version),
      auditCommand(context),
      keyCommand(context),
      backupCommand(context, version),
      restoreCommand(context),
    ],
  };
  for (const [heading, commands] of Object.entries(groups)) {
    program.commandsGroup(heading);
    for (const command of commands) program.addCommand(settled(command, program));
  }
  return program;
}

/** The command and what is below it, ending and speaking like the program. */
function settled(command: Command, parent: Command): Command {
  command.exitOverride().copyInheritedSettings(parent);
  for (const below of command.commands) settled(below, command);
  return command;
}
