import SectionMessage from '@atlaskit/section-message';
import { useCallback } from 'react';
import { Link as Way } from 'wouter';
import { call } from '../../api/call.js';
import type { Status } from '../../api/operations.js';
import type { Host } from '../../host/host.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../shell/live-updates.js';

const LIVE: readonly LiveWord[] = ['integrations', 'connections'];

const { paused } = WORDS;

interface Stopped {
  readonly name: string;
  readonly reason: string;
  /** Where it is let go on. */
  readonly way: string;
}

/**
 * Says what is paused where one would wonder why nothing happens; nothing where all goes on, or that is not known.
 * @param integration the one that the page is about; undefined: all of them
 */
export function PausedNote({ integration }: { readonly integration?: string | undefined }) {
  const { host } = useHere();
  const ask = useCallback(async () => {
    const [status, used] = await Promise.all([
      call(host, 'GET /api/v1/status'),
      integration === undefined ? null : connectionsOf(host, integration),
    ]);
    return stoppedBy(status, integration, used);
  }, [host, integration]);
  const stopped = useLiveAnswer(ask, LIVE).answer ?? [];
  if (stopped.length === 0) return null;
  return (
    <SectionMessage appearance="warning" title={paused.title(stopped.map(({ name }) => name))}>
      {stopped.map(({ name, reason, way }) => (
        <p key={name}>
          {paused.why(name, reason)} <Way href={way}>{paused.toResume}</Way>
        </p>
      ))}
      <p>{paused.help}</p>
    </SectionMessage>
  );
}

/** What an integration speaks through. */
async function connectionsOf(host: Host, name: string): Promise<readonly unknown[]> {
  const { entry } = await call(host, 'GET /api/v1/integrations/{name}/mapping', { path: { name } });
  return [entry.left, entry.right].map((side) => (side as { readonly connection?: unknown } | undefined)?.connection);
}

/** @param used connections; null: any */
function stoppedBy(
  { integrations, connections }: Status,
  integration: string | undefined,
  used: readonly unknown[] | null,
): readonly Stopped[] {
  const isPaused = ({ state }: { readonly state: string }) => state === 'paused';
  return [
    ...integrations
      .filter((each) => isPaused(each) && each.enabled && (integration ?? each.name) === each.name)
      .map((each) => ({ ...told(each), way: '/' })),
    ...connections
      .filter((each) => isPaused(each) && (used === null || used.includes(each.name)))
      .map((each) => ({ ...told(each), way: `/connections/${encodeURIComponent(each.name)}` })),
  ];
}

function told({ name, pausedReason }: { readonly name: string; readonly pausedReason: string | null }) {
  return { name, reason: pausedReason ?? WORDS.dashboard.needs.byHand };
}
