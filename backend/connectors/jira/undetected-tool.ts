import type { JsonValue } from '../../shared/index.js';
import type {
  Abilities,
  ConnectionContext,
  FieldDescriptor,
  FoundContainers,
  ItemCount,
  SiteIdentity,
  StatusWay,
  Tool,
} from '../sdk/index.js';
import { detectEdition } from './detect-edition.js';
import { Remembered } from './remembered.js';
import { toolOf } from './tool-of.js';

/** What holds for both, until it is known which one answers. */
const CAREFUL: Abilities = {
  createBatchSize: 50,
  readBatchSize: 100,
  lookUpBatchSize: 100,
  settleDelayMs: 60_000,
  overlapMs: 5 * 60_000,
  consistentLookUp: true,
  marksInPages: false,
  editableComments: true,
  attachments: false,
};

/** A site of which it is not known yet whether it is Cloud or Data Center: asked at the first call, and then used as what it is. */
export class UndetectedTool implements Tool {
  readonly #detected: Remembered<Tool>;
  #tool: Tool | null = null;

  constructor(context: ConnectionContext) {
    this.#detected = new Remembered(async (signal) => {
      this.#tool = toolOf(await detectEdition(context.http, signal), context);
      return this.#tool;
    });
  }

  get abilities(): Abilities {
    return this.#tool?.abilities ?? CAREFUL;
  }

  async identify(signal: AbortSignal): Promise<SiteIdentity> {
    return (await this.#detected.get(signal)).identify(signal);
  }

  async describe(container: string, signal: AbortSignal) {
    return (await this.#detected.get(signal)).describe(container, signal);
  }

  async containers(search: string, signal: AbortSignal): Promise<FoundContainers> {
    return (await (await this.#detected.get(signal)).containers?.(search, signal)) ?? { containers: [], hasMore: true };
  }

  async ways(container: string, signal: AbortSignal): Promise<readonly StatusWay[]> {
    return (await (await this.#detected.get(signal)).ways?.(container, signal)) ?? [];
  }

  async count(...[request, signal]: Parameters<NonNullable<Tool['count']>>): Promise<ItemCount | null> {
    return (await (await this.#detected.get(signal)).count?.(request, signal)) ?? null;
  }

  async page(...[query, signal]: Parameters<Tool['page']>) {
    return (await this.#detected.get(signal)).page(query, signal);
  }

  async matching(...[request, signal]: Parameters<Tool['matching']>) {
    return (await this.#detected.get(signal)).matching(request, signal);
  }

  async read(...[request, signal]: Parameters<Tool['read']>) {
    return (await this.#detected.get(signal)).read(request, signal);
  }

  async creationHint(container: string, signal: AbortSignal) {
    return (await this.#detected.get(signal)).creationHint(container, signal);
  }

  async lookUp(...[request, signal]: Parameters<Tool['lookUp']>) {
    return (await this.#detected.get(signal)).lookUp(request, signal);
  }

  async create(...[request, signal]: Parameters<Tool['create']>) {
    return (await this.#detected.get(signal)).create(request, signal);
  }

  async steps(...[request, signal]: Parameters<Tool['steps']>) {
    return (await this.#detected.get(signal)).steps(request, signal);
  }

  async perform(...[request, signal]: Parameters<Tool['perform']>) {
    return (await this.#detected.get(signal)).perform(request, signal);
  }

  async overwritten(...[requests, signal]: Parameters<Tool['overwritten']>) {
    return (await this.#detected.get(signal)).overwritten(requests, signal);
  }

  async lastEdit(...[request, signal]: Parameters<NonNullable<Tool['lastEdit']>>) {
    return (await (await this.#detected.get(signal)).lastEdit?.(request, signal)) ?? null;
  }

  async addComment(...[request, signal]: Parameters<Tool['addComment']>) {
    return (await this.#detected.get(signal)).addComment(request, signal);
  }

  async findComments(...[request, signal]: Parameters<Tool['findComments']>) {
    return (await this.#detected.get(signal)).findComments(request, signal);
  }

  async remove(...[request, signal]: Parameters<Tool['remove']>) {
    return (await this.#detected.get(signal)).remove(request, signal);
  }

  async users(tokens: readonly string[], signal: AbortSignal) {
    return (await this.#detected.get(signal)).users(tokens, signal);
  }

  async parse(field: FieldDescriptor, written: JsonValue, signal: AbortSignal) {
    return (await this.#detected.get(signal)).parse(field, written, signal);
  }

  async doctor(...[needs, signal]: Parameters<NonNullable<Tool['doctor']>>) {
    return (await (await this.#detected.get(signal)).doctor?.(needs, signal)) ?? [];
  }

  async grants(...[needs, signal]: Parameters<NonNullable<Tool['grants']>>) {
    return (await (await this.#detected.get(signal)).grants?.(needs, signal)) ?? [];
  }
}
