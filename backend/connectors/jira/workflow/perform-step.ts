import { z } from 'zod';
import { MalformedAnswerError, NotFoundError, RefusedError } from '../../../shared/index.js';
import type { FieldDescriptor, Item, StepAnswer, WriteStep } from '../../sdk/index.js';
import type { Account } from '../account.js';
import type { Dialect } from '../dialect/dialect.js';
import { type ItemMaker, toItem } from '../items/to-item.js';
import type { JiraApi } from '../jira-api.js';
import { type StepPayload, stepPayload } from './step-payload.js';
import type { Transitions } from './transitions.js';

/** A recorded step of one issue. */
export interface PerformRequest {
  readonly id: string;
  readonly step: WriteStep;
  readonly fields: readonly FieldDescriptor[];
}

/**
 * Makes the call of one step. An edit is answered with the issue as it is then, where the site does that; the mark is not in
 * that answer. @throws RefusedError in Jira's words.
 */
export async function performStep(
  parts: { readonly dialect: Dialect; readonly account: Account; readonly transitions: Transitions },
  request: PerformRequest,
  signal: AbortSignal,
): Promise<StepAnswer> {
  const payload = stepPayload.parse(request.step.payload);
  if (payload.kind === 'edit') return edit(parts, request, payload, signal);
  try {
    await transition(parts.dialect.api, request.id, payload, signal);
  } catch (error) {
    if (error instanceof RefusedError || error instanceof NotFoundError) parts.transitions.forget();
    throw error;
  }
  return { item: null };
}

async function edit(
  { dialect, account }: { readonly dialect: Dialect; readonly account: Account },
  request: PerformRequest,
  { fields, update }: Extract<StepPayload, { kind: 'edit' }>,
  signal: AbortSignal,
): Promise<StepAnswer> {
  const { accountId } = await account.known(signal);
  const versionOf = dialect.asking();
  const answer = await dialect.api.write(
    {
      method: 'PUT',
      path: `/issue/${encodeURIComponent(request.id)}`,
      query: dialect.editQuery,
      body: {
        ...(Object.keys(fields).length === 0 ? {} : { fields }),
        ...(Object.keys(update).length === 0 ? {} : { update }),
      },
      lane: request.id,
    },
    z.unknown(),
    signal,
  );
  return {
    item: answeredItem(answer.body, { account, accountId, forms: dialect.forms, fields: request.fields, versionOf }),
  };
}

/** The edit is done whatever its answer looks like: one that is no issue (204, or a part of one) only means that it must be read. */
function answeredItem(body: unknown, maker: ItemMaker): Item | null {
  try {
    return body === null ? null : toItem(body, maker, null);
  } catch (error) {
    if (error instanceof MalformedAnswerError) return null;
    throw error;
  }
}

async function transition(
  api: JiraApi,
  issueId: string,
  { transitionId, fields }: Extract<StepPayload, { kind: 'transition' }>,
  signal: AbortSignal,
): Promise<void> {
  await api.write(
    {
      method: 'POST',
      path: `/issue/${encodeURIComponent(issueId)}/transitions`,
      body: {
        transition: { id: transitionId },
        ...(Object.keys(fields).length === 0 ? {} : { fields }),
      },
      lane: issueId,
    },
    z.unknown(),
    signal,
  );
}
