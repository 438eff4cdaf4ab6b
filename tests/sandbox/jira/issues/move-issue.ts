import { projectOf } from '../permissions.js';
import type { Project } from '../site/index.js';
import type { Act } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import { changeIssue } from './change.js';

/** Moves an issue to another project: the id stays, the key is new, components of the old project are left behind. */
export function moveIssue(act: Act, record: IssueRecord, target: Project): IssueRecord {
  const source = projectOf(act.state, record);
  if (source === target) return record;
  const number = act.state.store.nextNumber(target.id);
  const key = `${target.key}-${number}`;
  return changeIssue(
    act,
    record,
    { components: null },
    {
      patch: { key, number, projectId: target.id },
      items: [
        { fieldId: 'project', from: source.id, fromText: source.name, to: target.id, toText: target.name },
        { fieldId: 'issuekey', from: null, fromText: record.key, to: null, toText: key },
      ],
    },
  );
}
