import { z } from 'zod';

/** By which Jira is asked as one of its people. */
export interface PersonTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends. */
  readonly endsAt: Date;
}

const written = z.object({ accessToken: z.string(), refreshToken: z.string(), endsAt: z.iso.datetime() });

/** To be sealed. */
export function writeTokens({ accessToken, refreshToken, endsAt }: PersonTokens): string {
  return JSON.stringify({ accessToken, refreshToken, endsAt: endsAt.toISOString() });
}

/** What `writeTokens` has written. */
export function readTokens(text: string): PersonTokens {
  const { endsAt, ...tokens } = written.parse(JSON.parse(text));
  return { ...tokens, endsAt: new Date(endsAt) };
}
