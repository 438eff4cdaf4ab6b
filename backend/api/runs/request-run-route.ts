import { z } from 'zod';
import { type Application, requestSync } from '../../application/index.js';
import { integrationNames } from '../../integrations/index.js';
import { getPlan } from '../../plans/index.js';
import type { Run } from '../../runs/index.js';
import { canonicalJson } from '../../shared/index.js';
import { named, ProblemError, route } from '../http/index.js';
import { shownRun } from './shown-run.js';

const MOST_ITEMS = 100;

const wanted = z.strictObject({
  mode: z.enum(['manual', 'onboarding', 'reconcile']).default('manual'),
  items: z.array(z.string().min(1).max(255)).min(1).max(MOST_ITEMS).optional(),
  plan: z.uuid('it is no id of a plan').optional(),
});

/** One run now: 201 with the new one, 200 with the one that is active already and was asked the same. */
export const requestRunRoute = route({
  method: 'post',
  path: '/integrations/{name}/runs',
  takes: { path: named, body: wanted },
  answer: async ({ path: { name }, body: { mode, items, plan }, application }) => {
    if (plan !== undefined) await checkPlan(application, name, plan);
    const request: Run['request'] = {
      ...(items === undefined ? {} : { items }),
      ...(plan === undefined ? {} : { planId: plan }),
    };
    const { run, isNew } = await requestSync(application, name, { mode, request, isQueued: true });
    if (!isNew && canonicalJson(run.request) !== canonicalJson(request)) {
      const detail = `run ${run.id} of that mode is active and was asked something else; ask again when it has ended`;
      throw new ProblemError({ status: 409, title: 'Conflict', detail });
    }
    const names = await application.database.transaction('name integration', (transaction) =>
      integrationNames(transaction, [run.integrationId]),
    );
    return { status: isNew ? 201 : 200, body: shownRun(run, names), location: `/api/v1/runs/${run.id}` };
  },
});

async function checkPlan({ database }: Application, integration: string, id: string): Promise<void> {
  const plan = await database.transaction('get plan', (transaction) => getPlan(transaction, id));
  if (plan.integration === integration) return;
  const fault = { in: 'body', pointer: '#/plan', detail: `it is a plan of ${plan.integration}` } as const;
  throw new ProblemError({ status: 400, title: 'Bad Request', errors: [fault] });
}
