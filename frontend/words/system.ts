const mebibytes = (bytes: number) => Math.ceil(bytes / 1024 ** 2).toLocaleString('en');

/** The server itself. */
export const system = {
  title: 'System',
  lead: 'The server itself: what it is, who works, and what an administrator should see to.',
  checks: 'What to see to',
  server: 'Server',
  version: 'Version',
  mode: 'Mode',
  modes: { onpremise: 'Own server', saas: 'Service for many' },
  address: 'Public address',
  noAddress: 'not set',
  licence: 'Licence',
  noLicence: 'none needed',
  database: 'Database',
  kinds: { embedded: 'embedded', outside: 'outside' },
  databaseIs: (kind: string, version: string) => `PostgreSQL ${version}, ${kind}`,
  size: 'Size',
  sizeIs: (bytes: number) => `${mebibytes(bytes)} MB`,
  schema: 'Schema',
  clock: 'Its clock',
  clockIs: (aheadMs: number) =>
    Math.abs(aheadMs) < 1000
      ? 'as the server’s'
      : `${Math.abs(aheadMs / 1000).toFixed(0)} s ${aheadMs > 0 ? 'ahead' : 'behind'}`,
  queue: 'Queue',
  waiting: 'Due',
  delayed: 'Not due yet',
  running: 'In hand',
  failed: 'Given up',
  oldest: 'Longest wait',
  backup: 'Last backup',
  noBackup: 'none known',
  backupIs: (moment: string, by: string) => `${moment}, by ${by}`,
  nodes: 'Workers',
  noNodes: 'No worker is known',
  noNodesHelp: 'Nothing is carried over until one runs: syncline serve.',
  columns: { host: 'Machine', state: 'State', version: 'Version', started: 'Started', heartbeat: 'Last sign of life' },
  alive: 'Alive',
  dead: 'Gone',
  unknownHost: 'not said',
} as const;
