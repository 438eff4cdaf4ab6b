/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | Members;
export interface Members {
  readonly [key: string]: Json;
}
export type Path = readonly (string | number)[];

export function isMembers(value: Json | undefined): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What stands at a place; undefined where there is nothing. */
export function at(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((found, step) => {
    if (Array.isArray(found)) return found[Number(step)];
    return isMembers(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }, value);
}

/** The same with something else at a place; undefined takes away what stands there, and what is empty after that. */
export function put(value: Json | undefined, path: Path, member: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return member ?? null;
  const inner = rest.length === 0 ? member : put(at(value, [step]), rest, member);
  const isGone = inner === undefined || (member === undefined && isMembers(inner) && Object.keys(inner).length === 0);
  if (typeof step === 'number') {
    const list = Array.isArray(value) ? value : [];
    if (isGone) return list.filter((_, nth) => nth !== step);
    return step < list.length ? list.map((each, nth) => (nth === step ? inner : each)) : [...list, inner];
  }
  const members = isMembers(value) ? value : {};
  if (!isGone) return { ...members, [step]: inner };
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== step));
}

/** Another name for a member, in its place. */
export function rename(members: Members, from: string, to: string): Members {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key === from ? to : key, value]));
}

export function textAt(value: Json | undefined, path: Path): string {
  const found = at(value, path);
  return typeof found === 'string' ? found : '';
}

export function listAt(value: Json | undefined, path: Path): readonly Json[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

export function membersAt(value: Json | undefined, path: Path): Members {
  const found = at(value, path);
  return isMembers(found) ? found : {};
}

/** RFC 6901. */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The way back. Steps of numbers are places in lists where there is a list. */
export function pathOf(pointer: string, value: Json): Path {
  const steps = pointer.split('/').slice(1);
  const path: (string | number)[] = [];
  for (const step of steps) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at(value, path)) ? Number(name) : name);
  }
  return path;
}
