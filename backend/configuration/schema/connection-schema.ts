import { z } from 'zod';
import { count, flag, mapping, text, word } from './scalars.js';

/** Ways to sign in that the file may name. */
export const AUTH_KINDS = ['none', 'basic', 'token', 'oauth2', 'app'] as const;

/** What may stand in `auth` for each way to sign in; null: any text, all of it secret, because that way is not there yet. */
export const AUTH_FIELDS: Readonly<
  Record<(typeof AUTH_KINDS)[number], { readonly public: readonly string[]; readonly secret: readonly string[] } | null>
> = {
  none: { public: [], secret: [] },
  basic: { public: ['username'], secret: ['password'] },
  token: { public: [], secret: ['token'] },
  oauth2: null,
  app: { public: [], secret: [] },
};

const DAY_MESSAGE = 'is not a day; write it as 2027-01-31';
const day = z
  .string(DAY_MESSAGE)
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: DAY_MESSAGE, abort: true })
  .refine((written) => z.iso.date().safeParse(written).success, DAY_MESSAGE);

const auth = z
  .object(
    {
      kind: word(AUTH_KINDS).describe(
        'How Syncline signs in. basic: username and password; token: a bearer token; app: as the app in that Jira.',
      ),
      expires: day.optional().describe('The day on which the token or password ends; Syncline warns two weeks before.'),
    },
    `is not a mapping; write { kind: basic, username: …, password: "\${NAME}" }`,
  )
  .catchall(text(`a value, or "\${NAME}" to read it from the environment`))
  .describe(
    `"\${NAME}" is read from the environment when the file is applied; "\${secret:connection/field}" keeps the stored secret.`,
  );

const limits = mapping(
  {
    concurrency: count(1, 1000).optional().describe('Requests under way at once.'),
    requestsPerSecond: z
      .number('is not a number above 0')
      .positive('is not a number above 0')
      .max(100_000, 'is not a number up to 100000')
      .optional()
      .describe('The most that is asked of the tool, over all workers.'),
  },
  '{ concurrency: 8, requestsPerSecond: 50 }',
).describe("Optional; the tool's own headers are obeyed anyway.");

const proxy = z
  .union(
    [
      text('http://host:port, or none'),
      mapping(
        {
          url: text('http://host:port').describe("The proxy's address: http or https."),
          username: text('the name to sign in to the proxy with').describe('With a password: basic authentication.'),
          password: text(`"\${NAME}" to read it from the environment`).describe(
            `The proxy's password; "\${NAME}" reads it from the environment.`,
          ),
        },
        `{ url: http://host:port, username: …, password: "\${NAME}" }`,
      ),
    ],
    'is not a proxy; write http://host:port, or none',
  )
  .describe('How this tool is reached: through this proxy, or through none. Default: HTTPS_PROXY and NO_PROXY.');

const PEM_FORM = 'PEM, or the path of a PEM file';

const clientCertificate = mapping(
  {
    certificate: text(PEM_FORM).describe('The certificate, with those between it and its authority: PEM, or a path.'),
    key: text(`"\${NAME}" to read it from the environment`).describe(
      `Its private key: "\${NAME}" reads it from the environment, nothing else is taken.`,
    ),
  },
  `{ certificate: client.pem, key: "\${NAME}" }`,
).describe('Shown to tools that ask who connects (mutual TLS).');

/** One entry of `connections`. Keys that are not listed belong to the connector, which judges them. */
export const connectionSchema = z
  .looseObject(
    {
      connector: text('the name of a connector, such as jira').describe(
        'The code that knows the tool: jira, servicenow, redmine.',
      ),
      url: text('an address, such as https://example.atlassian.net').describe("The tool's address; any port and path."),
      insecure: flag.optional().describe('Allows plain http beyond this machine. Default: false.'),
      auth,
      proxy: proxy.optional(),
      ca: text(PEM_FORM)
        .optional()
        .describe('Authorities trusted for this tool besides the well-known ones: PEM, or the path of a PEM file.'),
      clientCertificate: clientCertificate.optional(),
      limits: limits.optional(),
      deployment: word(['cloud', 'datacenter'])
        .optional()
        .describe('Says by hand which Jira answers there; otherwise the tool is asked.'),
      readOnly: flag.optional().describe('true: nothing is ever written through this connection. Default: false.'),
    },
    'is not a mapping; write connector, url and auth below it',
  )
  .describe("One tool's address and credentials. Further keys are options of the connector.");

/** The keys that every connection may have. */
export const CONNECTION_KEYS: readonly string[] = Object.keys(connectionSchema.shape);
export type ConnectionEntry = z.infer<typeof connectionSchema>;
