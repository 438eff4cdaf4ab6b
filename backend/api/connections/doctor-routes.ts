import { z } from 'zod';
import { examineDraft, examineStored, readGrants } from '../../application/index.js';
import { examinationStep } from '../../doctor/index.js';
import { named, type Route, route } from '../http/index.js';
import { draftMembers } from './draft-body.js';

/** The doctor, a step at a time, so that a page shows what is found as it is found, whatever it is shown in. */
export const doctorRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/connections/{name}/doctor',
    // Looks, and changes nothing.
    changes: false,
    takes: { path: named, body: z.strictObject({ step: examinationStep }) },
    answer: async ({ path: { name }, body: { step }, application, signal }) => ({
      body: await examineStored(application, name, step, signal),
    }),
  }),
  route({
    method: 'post',
    path: '/doctor',
    needs: 'administrator',
    ofWholeTenant: true,
    changes: false,
    takes: { body: z.strictObject({ step: examinationStep, name: z.string(), ...draftMembers }) },
    answer: async ({ body: { step, name, ...draft }, application, signal }) => ({
      body: await examineDraft(application, { name, draft }, step, signal),
    }),
  }),
  route({
    method: 'get',
    path: '/connections/{name}/grants',
    needs: 'operator',
    takes: { path: named },
    answer: async ({ path: { name }, application, signal }) => ({ body: await readGrants(application, name, signal) }),
  }),
];
