import pg from 'pg';
import { Pool as HttpPool } from 'undici';

/** What a loop without any guard did. */
export interface BareResult {
  readonly created: number;
  readonly calls: number;
  readonly seconds: number;
}

const AT_ONCE = 8;
const PAGE = 100;
const FIELDS = ['summary', 'description', 'priority', 'status', 'labels'];
const PRIORITIES: Readonly<Record<string, string>> = { Highest: '1', High: '2', Medium: '3', Low: '4', Lowest: '5' };

interface Issue {
  readonly id: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The least that could be called a sync, for comparison: reads the issues page by page, creates an incident for each, eight at
 * a time, and commits every pairing to PostgreSQL before and after its write. No claims, merge, history, marks or retries.
 */
export async function bareLoop(options: {
  readonly jiraUrl: string;
  readonly serviceNowUrl: string;
  readonly databaseUrl: string;
}): Promise<BareResult> {
  const database = new pg.Pool({ connectionString: options.databaseUrl, max: AT_ONCE });
  await database.query('create table pairings (issue text primary key, incident text)');
  const jira = new HttpPool(options.jiraUrl, { connections: AT_ONCE });
  const serviceNow = new HttpPool(options.serviceNowUrl, { connections: AT_ONCE });
  let calls = 0;
  const call = async (pool: HttpPool, account: string, path: string, body: unknown): Promise<unknown> => {
    calls += 1;
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: {
        authorization: `Basic ${Buffer.from(account).toString('base64')}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
    return JSON.parse(text);
  };
  const carry = async ({ key, fields }: Issue): Promise<void> => {
    await database.query('insert into pairings (issue) values ($1)', [key]);
    const made = (await call(serviceNow, 'syncline:syncline', '/api/now/table/incident', {
      short_description: fields.summary,
      description: plainText(fields.description),
      priority: PRIORITIES[(fields.priority as { name: string }).name] ?? '3',
      u_labels: (fields.labels as string[]).join(','),
      correlation_id: key,
      caller_id: 'syncline',
    })) as { result: { sys_id: string } };
    await database.query('update pairings set incident = $2 where issue = $1', [key, made.result.sys_id]);
  };
  const since = performance.now();
  let created = 0;
  let nextPageToken: string | undefined;
  do {
    const page = (await call(jira, 'sync@example.com:sync-token', '/rest/api/3/search/jql', {
      jql: 'project = BENCH order by id',
      fields: FIELDS,
      maxResults: PAGE,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    })) as { issues: Issue[]; nextPageToken?: string };
    const waiting = [...page.issues];
    created += waiting.length;
    const worker = async () => {
      for (let issue = waiting.shift(); issue !== undefined; issue = waiting.shift()) await carry(issue);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined);
  const seconds = (performance.now() - since) / 1000;
  await Promise.all([jira.close(), serviceNow.close(), database.end()]);
  return { created, calls, seconds };
}

function plainText(node: unknown): string {
  const { text = '', content = [] } = (node ?? {}) as { text?: string; content?: unknown[] };
  return text + content.map(plainText).join('');
}
