import type { SandboxRequest } from '../../http/index.js';
import type { ServiceNowMannerTable } from '../manners.js';
import type { Actor } from '../records/actor.js';
import type { DisplayMode, ViewOptions } from './record-view.js';

/** Asks whether a bad manner shows itself in this exchange, once for each time it matters. */
export type DrawManner = <Id extends keyof ServiceNowMannerTable>(id: Id) => ServiceNowMannerTable[Id] | undefined;

/** One request on its way through the API: who asks, and what for. */
export interface Exchange {
  readonly request: SandboxRequest;
  /** Absolute, with the host that the caller used. */
  readonly url: URL;
  readonly actor: Actor;
  readonly draw: DrawManner;
}

export function parameter(exchange: Exchange, name: string): string | undefined {
  return exchange.url.searchParams.get(name) ?? undefined;
}

/** How the parameters of a request want records to be answered. */
export function viewOptions(exchange: Exchange): ViewOptions {
  const fields = parameter(exchange, 'sysparm_fields');
  return {
    mode: displayMode(parameter(exchange, 'sysparm_display_value')),
    excludesLinks:
      parameter(exchange, 'sysparm_exclude_reference_link') === 'true' && exchange.draw('B23') === undefined,
    fields: fields === undefined || fields === '' ? undefined : fields.split(',').map((field) => field.trim()),
    actor: exchange.actor,
    baseUrl: exchange.url.origin,
  };
}

function displayMode(value: string | undefined): DisplayMode {
  return value === 'true' || value === 'all' ? value : 'false';
}
