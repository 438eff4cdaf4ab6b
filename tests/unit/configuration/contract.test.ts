import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFaults } from '../../../backend/configuration/index.js';
import { jiraConnector } from '../../../backend/connectors/jira/index.js';
import { serviceNowConnector } from '../../../backend/connectors/servicenow/index.js';
import { syncDefinition } from '../../../backend/mappings/index.js';
import { truthDirectory } from '../../support/truth.js';
import { CERTIFICATE } from './support/certificates.js';
import { parse } from './support/parse.js';

const complete = readFileSync(new URL('fixtures/complete.yaml', import.meta.url), 'utf8');
const truth = truthDirectory();
const contractFile = truth === undefined ? '' : join(truth, '..', 'contract', 'syncline.yaml');
const hasContract = existsSync(contractFile);

describe('a file with every key', () => {
  const { file, faults, notices } = parse(complete);
  const [incidents, announce, community] = file?.integrations ?? [];

  it('has no fault, and notices for what comes later', () => {
    expect(formatFaults(faults)).toBe('');
    expect(formatFaults(notices).split('\n')).toEqual([
      'syncline.yaml:90:9 integrations.incidents.items[0].attachments: attachments come later; ignored for now',
      'syncline.yaml:91:9 integrations.incidents.items[0].worklogs: worklogs come later; ignored for now',
      'syncline.yaml:92:9 integrations.incidents.items[0].links: links between items come later; ignored for now',
      'syncline.yaml:98:9 integrations.incidents.items[1].attachments: attachments come later; ignored for now',
      'syncline.yaml:102:5 integrations.announce.kind: flows come later; stored and not run for now',
      'syncline.yaml:109:5 integrations.community.kind: collections come later; stored and not run for now',
      '',
    ]);
    expect(notices.map(({ kind }) => kind)).toEqual(Array(6).fill('coming'));
  });

  it('gives connections in normal form, variables read', () => {
    expect(file?.outgoing).toEqual(['hooks.example.com:8443', '127.0.0.1:9102']);
    expect(file?.connections).toEqual([
      {
        name: 'tracker',
        connector: 'jira',
        url: 'http://127.0.0.1:9100/base',
        insecure: true,
        auth: {
          kind: 'basic',
          fields: { username: 'sync@example.com' },
          expires: '2027-01-31',
          secrets: { password: 'jira-secret-7f3a' },
        },
        network: {
          proxy: { url: 'http://proxy.example.com:3128', username: 'syncline' },
          ca: CERTIFICATE,
          certificate: CERTIFICATE,
          secrets: { 'proxy.password': 'proxy-secret-3ad0', 'clientCertificate.key': { keep: true } },
        },
        limits: { concurrency: 8, requestsPerSecond: 2.5 },
        readOnly: true,
        deployment: 'datacenter',
        options: { deployment: 'datacenter' },
      },
      {
        name: 'desk',
        connector: 'servicenow',
        url: 'https://example.service-now.com',
        insecure: false,
        auth: {
          kind: 'basic',
          fields: { username: 'syncline' },
          expires: null,
          secrets: { password: 'snow-secret-91cc' },
        },
        network: { proxy: 'none', ca: null, certificate: null, secrets: {} },
        limits: {},
        readOnly: false,
        deployment: null,
        options: { pageSize: 100 },
      },
    ]);
  });

  it('gives the sync in normal form, as the schema of mappings takes it', () => {
    expect(incidents).toMatchObject({ name: 'incidents', enabled: false });
    expect(syncDefinition.strict().parse(incidents?.definition)).toEqual(incidents?.definition);
    expect(incidents?.definition).toMatchObject({
      kind: 'sync',
      start: 'auto',
      delayMs: 90_000,
      left: { connection: 'tracker', container: 'OPS', filter: 'labels = sync' },
      right: { connection: 'desk', container: 'incident', filter: 'active=true^ORactive=false' },
      backfill: { since: '2024-01-31' },
      match: { left: 'key', right: 'correlation_id' },
      initial: 'left',
      create: 'right',
      overlapMs: 600_000,
      settleMs: 500,
      conflicts: 'newest',
      deletes: 'close',
      deleteLimit: { percent: 2.5, items: 3 },
      comments: { public: 'comments', internal: 'work_notes' },
      users: { 'alice@example.com': 'alice' },
    });
  });

  it('gives the entries of items with ids, sides and directions', () => {
    const items = incidents?.definition.kind === 'sync' ? incidents.definition.items : [];
    expect(items[0]).toMatchObject({
      left: 'Task',
      right: 'incident',
      when: { left: "item.fields.components = 'Network'", right: "item.fields.category = 'network'" },
      onCreate: { left: { labels: ['synced'] }, right: { caller_id: 'syncline', impact: 2 } },
      attachments: { maxSizeBytes: 104_857_600, exclude: ['*.exe'] },
      worklogs: true,
      links: true,
    });
    expect(items[0]).not.toHaveProperty('comments');
    expect(items[1]).toMatchObject({
      left: null,
      right: 'problem',
      comments: 'auto',
      attachments: { maxSizeBytes: null },
    });
    expect(items[0]?.fields.map(({ id, direction }) => `${id} ${direction}`)).toEqual([
      'summary:short_description both',
      'description:description both',
      'priority:priority both',
      'status:state right',
      'labels:u_labels both',
      ':correlation_id right',
      'environment: left',
    ]);
    expect(items[0]?.fields[3]?.transition).toEqual({
      left: {},
      right: { '6': { close_code: 'Resolved', close_notes: 'Closed in Jira' } },
    });
  });

  it('keeps the order of values, though they look like numbers', () => {
    const items = incidents?.definition.kind === 'sync' ? incidents.definition.items : [];
    expect(items[0]?.fields[2]?.values).toEqual([
      { left: '2', right: '10' },
      { left: '2', right: '9' },
      { left: '1', right: '8' },
    ]);
  });

  it('stores what it cannot run yet as it stands', () => {
    expect(announce).toMatchObject({
      enabled: true,
      definition: { kind: 'flow', raw: { steps: [{ id: 'shape' }, { id: 'post' }] } },
    });
    expect(community).toEqual({
      name: 'community',
      enabled: false,
      definition: { kind: 'collection', raw: { connection: 'tracker' } },
    });
  });
});

describe('the normative example', () => {
  it('is there where the machine says that it has to be', () => {
    expect(hasContract || process.env.SYNCLINE_TRUTH === undefined).toBe(true);
  });

  // It lies outside the repository: the test above fails where it has to be there and is not.
  it.skipIf(!hasContract)('has no fault and three notices, with the connectors that come with the platform', () => {
    const { file, faults, notices } = parse(readFileSync(contractFile, 'utf8'), {
      connectors: [jiraConnector, serviceNowConnector],
    });
    expect(formatFaults(faults)).toBe('');
    expect(notices.map(({ path }) => path)).toEqual([
      'integrations.incidents.items[0].attachments',
      'integrations.incidents.items[0].links',
      'integrations.announce.kind',
    ]);
    expect(file?.connections.map(({ name }) => name)).toEqual(['jira', 'service-now']);
    expect(file?.integrations.map(({ name }) => name)).toEqual(['incidents', 'announce']);
  });
});
