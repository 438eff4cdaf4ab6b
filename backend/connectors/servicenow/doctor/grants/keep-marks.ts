import { markText } from '../../../sdk/index.js';
import { sysIdFor, type UpdateRecord } from './update-set.js';

/**
 * A business rule that keeps our marks where we have put them. Nothing needs it to work; but "Insert and Stay" and imports copy
 * `correlation_display` with the rest of a record, and another program that uses the field overwrites it. The first would look
 * like a double of ours (it is found, named and repaired), the second would keep a restored backup from finding its pair (I15).
 * Values may always be given by the integration account, and whatever is no mark is nobody's business here.
 */
export function keepMarksRule(table: string, userName: string): UpdateRecord {
  return {
    table: 'sys_script',
    sysId: sysIdFor('sys_script', 'keep marks', table),
    title: `Syncline: keep marks (${table})`,
    type: 'Business Rule',
    fields: {
      abort_action: 'false',
      access: 'package_private',
      action_delete: 'false',
      action_insert: 'true',
      action_query: 'false',
      action_update: 'true',
      active: 'true',
      add_message: 'false',
      advanced: 'true',
      change_fields: 'true',
      client_callable: 'false',
      collection: table,
      condition: `gs.getUserName() != ${JSON.stringify(userName)} && current.correlation_display.changes()`,
      description: 'Keeps what Syncline finds its records by from being copied or overwritten by others.',
      execute_function: 'false',
      filter_condition: '',
      is_rest: 'false',
      name: `Syncline: keep marks (${table})`,
      // After the rules of others, which may be the ones that write there.
      order: '10000',
      priority: '100',
      role_conditions: '',
      script: SCRIPT,
      template: '',
      when: 'before',
    },
  };
}

const SCRIPT = `(function executeRule(current, previous) {
  var mark = ${JSON.stringify(markText(''))};
  if (current.operation() == 'insert') {
    if (String(current.correlation_display).indexOf(mark) === 0) current.correlation_display = '';
    return;
  }
  if (String(previous.correlation_display).indexOf(mark) === 0) {
    current.correlation_display = previous.correlation_display;
  }
})(current, previous);`;
