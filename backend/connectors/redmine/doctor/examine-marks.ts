import { ConfigurationError } from '../../../shared/index.js';
import { type Check, type ContainerNeeds, checked, type ItemTypeSchema } from '../../sdk/index.js';
import { ofProject } from '../issue-filter.js';
import { lookUp } from '../look-up.js';
import type { Site } from '../site.js';
import { customFieldId } from '../standard-fields.js';

const NEW_FIELD =
  'Administration, Custom fields, New custom field, Issues: format Text, Used as a filter, For all projects, the trackers that are mapped';
/** Nobody's: a filter that works finds nothing by it, one that Redmine ignores finds everything. */
const PROBE = '0'.repeat(32);

/** Whether what is made in the project can carry a mark and be found by it. Without one nothing is made there. */
export async function examineMarks(
  site: Site,
  { container: project, creates }: ContainerNeeds,
  types: readonly ItemTypeSchema[],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  if (creates.length === 0) return [];
  const check = { id: `marks ${project}`, name: `issues of ${project} have a field for marks`, neededBy: creates };
  const { markField } = site;
  if (markField === null) {
    const found = 'markField of the connection names none, so no issue is made there';
    const fix = `${NEW_FIELD}; then name it in syncline.yaml by the number in its address (/custom_fields/7/edit): markField: cf_7`;
    return [{ ...check, outcome: 'fails', found, fix }];
  }
  const fault = await faultOfSearch(site, project, signal);
  if (fault !== null) {
    const fix = `Administration, Custom fields, ${customFieldId(markField)}: tick Used as a filter, Save`;
    return [{ ...check, outcome: 'fails', found: fault, fix }];
  }
  const shown: Check[] = [];
  for (const type of types)
    shown.push(await shownOn(site, project, markField, type, { ...check, found: null }, signal));
  return shown;
}

async function faultOfSearch(site: Site, project: string, signal: AbortSignal): Promise<string | null> {
  try {
    await lookUp(site, { container: project, marks: [PROBE], match: null, hint: null, since: null }, signal);
    return null;
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}

/** Issues alone tell which fields their tracker has in their project. */
async function shownOn(
  { api }: Site,
  project: string,
  markField: number,
  type: ItemTypeSchema,
  of: Pick<Check, 'id' | 'neededBy' | 'found'>,
  signal: AbortSignal,
): Promise<Check> {
  const check = { ...of, id: `${of.id} ${type.name}`, name: `a ${type.name} of ${project} has the field for marks` };
  const { issues } = await api.list({ ...ofProject(project), tracker_id: type.id, limit: '1' }, signal);
  const [example] = issues;
  if (example === undefined) {
    return checked({ ...check, outcome: 'cannot-tell', found: 'there is no issue of that tracker to look at yet' });
  }
  if (example.custom_fields.some(({ id }) => id === markField)) return checked({ ...check, outcome: 'ok' });
  return {
    ...check,
    outcome: 'fails',
    found: `issue ${example.id} has no ${customFieldId(markField)}`,
    fix: `Administration, Custom fields, ${customFieldId(markField)}: tick ${type.name} and For all projects (or the project), and all roles below Visible, Save`,
  };
}
