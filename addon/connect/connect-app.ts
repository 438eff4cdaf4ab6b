import { APP_KEY } from '../../backend/jira-app/index.js';
import type { Settings } from '../../backend/settings/index.js';

/** This server as a Connect app. */
export interface ConnectApp {
  readonly key: string;
  /** Where Jira and browsers reach it, without a slash at its end. */
  readonly baseUrl: string;
  /** The path of that address, which Jira leaves out of what it signs; empty where there is none. */
  readonly basePath: string;
}

/** Null: this server does not know its own address (`SYNCLINE_PUBLIC_URL`), so nobody can have installed it as an app. */
export function connectApp({ publicUrl }: Pick<Settings, 'publicUrl'>): ConnectApp | null {
  if (publicUrl === undefined) return null;
  return { key: APP_KEY, baseUrl: publicUrl, basePath: new URL(publicUrl).pathname.replace(/\/$/, '') };
}
