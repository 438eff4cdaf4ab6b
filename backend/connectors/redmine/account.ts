import type { Clock } from '../../shared/index.js';
import { currentUser, projectAnswer, roleAnswer } from './answers.js';
import type { RedmineApi } from './redmine-api.js';

/** A project that is closed can only be looked at. */
const CLOSED = 5;
/** How long what an account may do is believed. */
const RIGHTS_BELIEVED_MS = 60_000;

/** Rights by Redmine's own names of them (`set_notes_private`). */
export interface Rights {
  may(permission: string): boolean;
}

/** The account that a connection signs in as. */
export class Account {
  readonly #api: RedmineApi;
  readonly #clock: Clock;
  readonly #projectIds = new Map<string, number>();
  readonly #rights = new Map<string, { readonly rights: Rights; readonly untilMs: number }>();
  #id: string | null;

  /** `id` is known when the account was identified before. */
  constructor(api: RedmineApi, clock: Clock, id: string | null) {
    this.#api = api;
    this.#clock = clock;
    this.#id = id;
  }

  /** The user's number, as text; asked for once. */
  async id(signal: AbortSignal): Promise<string> {
    this.#id ??= String((await this.ask(signal)).user.id);
    return this.#id;
  }

  ask(signal: AbortSignal) {
    return this.#api.get('/users/current.json', { include: 'memberships' }, currentUser, signal);
  }

  /** The number of a project, which never changes: issues carry it, and not the identifier by which people name it. */
  async projectId(project: string, signal: AbortSignal): Promise<number> {
    const known = this.#projectIds.get(project);
    if (known !== undefined) return known;
    const path = `/projects/${encodeURIComponent(project)}.json`;
    const { id } = (await this.#api.get(path, {}, projectAnswer, signal)).project;
    this.#projectIds.set(project, id);
    return id;
  }

  /** What the account may change in a project, by its roles there; an administrator may do everything. */
  async rights(project: string, signal: AbortSignal): Promise<Rights> {
    const nowMs = this.#clock.now().getTime();
    const known = this.#rights.get(project);
    if (known !== undefined && nowMs < known.untilMs) return known.rights;
    const rights = await this.#askRights(project, signal);
    this.#rights.set(project, { rights, untilMs: nowMs + RIGHTS_BELIEVED_MS });
    return rights;
  }

  async #askRights(project: string, signal: AbortSignal): Promise<Rights> {
    const { id: projectId, status } = (
      await this.#api.get(`/projects/${encodeURIComponent(project)}.json`, {}, projectAnswer, signal)
    ).project;
    if (status === CLOSED) return { may: () => false };
    const { user } = await this.ask(signal);
    if (user.admin) return { may: () => true };
    const roles = user.memberships
      .filter((membership) => membership.project.id === projectId)
      .flatMap(({ roles: given }) => given);
    const permissions = new Set<string>();
    for (const { id } of roles) {
      const answer = await this.#api.getIfAllowed(`/roles/${id}.json`, {}, roleAnswer, signal);
      for (const permission of answer?.role.permissions ?? []) permissions.add(permission);
    }
    return { may: (permission) => permissions.has(permission) };
  }
}
