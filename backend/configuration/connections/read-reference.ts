import type { KeptSecret } from '../configuration-file.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';

const REFERENCE = /\$\{([^{}]*)\}/g;
const KEPT = /^\$\{secret:([^/{}]*)\/([^{}]*)\}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Syncline's own settings: its key and its database are no business of a tool. Upper and lower case are one on Windows. */
const OWN_SETTING = /^(SYNCLINE_.*|DATABASE_URL)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break at the end of a variable is what is looked for
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, with the line breaks of PEM let through
const CONTROL_CHARACTER_BUT_LINE_BREAK = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/;

/** Whether a text where no secret stands asks for a variable or a secret. */
export function hasReference(text: string): boolean {
  return /\$\{(secret:[^{}]*|[A-Za-z_][A-Za-z0-9_]*)\}/.test(text);
}

/** A secret, or another value of `auth`, with its variables read; null, and a fault, when that is not possible. No fault holds the value. */
export function readReference(
  reading: Reading,
  path: KeyPath,
  written: string,
  own: { readonly connection: string; readonly field: string; readonly isMultiline?: boolean },
): string | KeptSecret | null {
  const { report } = reading;
  const kept = KEPT.exec(written);
  if (kept !== null) {
    if (kept[1] === own.connection && kept[2] === own.field) return { keep: true };
    report.fault(path, `a stored secret stays in its own place; write "\${secret:${own.connection}/${own.field}}"`);
    return null;
  }
  let isComplete = true;
  const value = reading.areSecretsLiteral
    ? written
    : written.replace(REFERENCE, (_, name: string) => {
        const variable = readVariable(reading, path, name);
        if (variable === null) isComplete = false;
        return variable ?? '';
      });
  if (!isComplete) return null;
  if ((own.isMultiline === true ? CONTROL_CHARACTER_BUT_LINE_BREAK : CONTROL_CHARACTER).test(value)) {
    report.fault(path, 'the value holds a control character, perhaps a line break at its end; remove it');
    return null;
  }
  return value;
}

function readVariable({ report, environment }: Reading, path: KeyPath, name: string): string | null {
  if (!VARIABLE.test(name)) {
    report.fault(
      path,
      `what stands in the braces is not the name of a variable; write "\${NAME}" with letters, digits and _`,
    );
    return null;
  }
  if (OWN_SETTING.test(name)) {
    report.fault(path, `\${${name}} is a setting of Syncline itself and is never read here; use a variable of its own`);
    return null;
  }
  if (environment === null) {
    report.fault(path, `\${${name}} is read by the command line only; write the value, or keep the stored one`);
    return null;
  }
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (value === undefined || value === '') {
    const state = value === undefined ? 'is not set' : 'is empty';
    report.fault(path, `the variable ${name} ${state}; set it where this command runs`);
    return null;
  }
  return value;
}
