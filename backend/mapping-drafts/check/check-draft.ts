import { type Difference, integrationDifference, pathInFile } from '../../configuration/index.js';
import type { Engine } from '../../integrations/index.js';
import { compileMapping, type MappingFault, SIDES, type Side, type SyncDefinition } from '../../mappings/index.js';
import type { JsonValue } from '../../shared/index.js';
import { describeSides } from './describe-sides.js';
import { missingAtCreate } from './missing-at-create.js';
import type { OpenDraft } from './open-draft.js';

type Path = readonly (string | number)[];

/** Why a draft cannot count, or what is worth knowing about it, with its place. */
export interface DraftRemark {
  /** `file`: `apply` would say the same; `tools`: the tools have no such thing. */
  readonly from: 'file' | 'tools';
  /** JSON pointer in the entry: `/items/0/fields/1/left`; empty where the whole is meant. */
  readonly pointer: string;
  /** In the text, both counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What was probably meant in place of the text that stands there; null when nothing comes near. */
  readonly suggestion: string | null;
}

/** What there is to say of a draft. */
export interface CheckedDraft {
  /** What the text says, as plain JSON; null when it cannot be read. */
  readonly entry: JsonValue | null;
  /** With one of these the draft is not stored. */
  readonly faults: readonly DraftRemark[];
  /** Said and not in the way. */
  readonly notices: readonly DraftRemark[];
  /** What it changes of what is in force; empty while there are faults of the file. */
  readonly differences: readonly Difference[];
  /** Why the draft could not be held against a side's tool. */
  readonly unknown: readonly { readonly side: Side; readonly reason: string }[];
}

/** Everything that is wrong with a draft: what `apply` would refuse, and what the two tools as they are now cannot do. */
export async function checkDraft(
  engine: Pick<Engine, 'database' | 'toolbox'>,
  draft: OpenDraft,
  signal: AbortSignal,
): Promise<CheckedDraft> {
  const { read, integration, definition, containerKeys } = draft;
  const remarks = read.findings.map(({ kind, path, line, column, message }) => ({
    isFault: kind === 'fault',
    remark: { from: 'file' as const, pointer: pointerTo(path), line, column, message, suggestion: null },
  }));
  const of = (isFault: boolean) => remarks.flatMap((each) => (each.isFault === isFault ? [each.remark] : []));
  const entry = read.entry ?? null;
  const common = { entry, notices: of(false) };
  if (read.integration === null || definition === null) {
    const noSync = {
      ...placeOf(draft, ['kind']),
      from: 'file' as const,
      message: 'this is no sync any more; write sync',
    };
    const faults = read.integration === null ? of(true) : [{ ...noSync, suggestion: 'sync' }];
    return { ...common, faults, differences: [], unknown: [] };
  }
  const moved = movedSides(draft, definition);
  const { enabled, name } = integration;
  const differences = integrationDifference(
    { name, enabled, definition: integration.definition },
    read.integration,
    containerKeys,
  );
  if (moved.length > 0) return { ...common, faults: moved, differences, unknown: [] };
  const sides = await describeSides(engine, { ...integration, definition }, signal);
  const unknown = SIDES.flatMap((side) => {
    const { trouble } = sides[side];
    return trouble === null ? [] : [{ side, reason: trouble }];
  });
  const { left, right } = sides;
  const found =
    left.schema === null || right.schema === null
      ? []
      : faultsAgainst(definition, { left: left.schema, right: right.schema });
  return { ...common, faults: found.map((fault) => remarkOf(draft, definition, fault)), differences, unknown };
}

function faultsAgainst(
  definition: SyncDefinition,
  schemas: Parameters<typeof compileMapping>[1],
): readonly MappingFault[] {
  const { mapping, faults } = compileMapping(definition, schemas);
  // What a row with a fault gives is not missing.
  const missing = missingAtCreate(mapping, schemas).filter(
    (each) => !faults.some(({ path }) => path.startsWith(each.path)),
  );
  return [...faults, ...missing];
}

/** A mapping is about two places: others are another integration's, and whoever looks after this one may not even see them. */
function movedSides(draft: OpenDraft, definition: SyncDefinition): readonly DraftRemark[] {
  const { integration, containerKeys } = draft;
  return SIDES.flatMap((side) => {
    const [now, then] = [definition[side], integration.definition[side]];
    if (now.connection === then.connection && now.container === then.container) return [];
    const isConnection = now.connection !== then.connection;
    const [member, meant] = isConnection
      ? (['connection', then.connection] as const)
      : ([containerKeys(then.connection), then.container] as const);
    return [
      {
        ...placeOf(draft, [side, member]),
        from: 'file' as const,
        message: `which items are kept in step is not changed here: this integration is about ${then.container} of ${then.connection}; make another integration for another place`,
        suggestion: meant,
      },
    ];
  });
}

function remarkOf(
  draft: OpenDraft,
  definition: SyncDefinition,
  { path, message, suggestion }: MappingFault,
): DraftRemark {
  const { entry } = draft.read;
  const place = pathInFile(definition, entry, path);
  // Only a text can be put in the place of another one.
  const isReplaceable = suggestion !== null && typeof valueAt(entry, place) === 'string';
  return {
    ...placeOf(draft, place),
    from: 'tools',
    message: isReplaceable ? `${message}; did you mean ${suggestion}?` : message,
    suggestion: isReplaceable ? suggestion : null,
  };
}

function placeOf({ read }: OpenDraft, path: Path) {
  return { pointer: pointerTo(path), ...read.locate(path) };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => Object(at)[step], value);
}

/** RFC 6901. */
function pointerTo(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
