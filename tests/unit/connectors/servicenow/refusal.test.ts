import { describe, expect, it } from 'vitest';
import { mandatoryLabels, readToolError, withFieldErrors } from '../../../../backend/connectors/servicenow/refusal.js';
import { RefusedError } from '../../../../backend/shared/index.js';

const POLICY = 'Data Policy Exception: \n\tThe following fields are mandatory: Resolution code, Close notes';

describe("the tool's refusal", () => {
  it('is message and detail', () => {
    const body = { error: { message: 'Operation Failed', detail: POLICY }, status: 'failure' };
    expect(readToolError(403, body)).toEqual({ message: `Operation Failed: ${POLICY}`, fieldErrors: {} });
    const short = { error: { message: 'Invalid table x', detail: null }, status: 'failure' };
    expect(readToolError(400, short)?.message).toBe('Invalid table x');
  });

  it.each(['<html>', null, {}, { error: 'no' }, { error: {} }])('has no words in %j', (body) => {
    expect(readToolError(400, body)).toBeNull();
  });

  it('names fields by their labels', () => {
    expect(mandatoryLabels(POLICY)).toEqual(['Resolution code', 'Close notes']);
    expect(mandatoryLabels('Data Policy Exception: Field is mandatory: Caller\nSomething else')).toEqual(['Caller']);
    expect(mandatoryLabels('ACL Exception Update Failed due to security constraints')).toEqual([]);
  });

  it('is told at the fields whose labels are known, with the whole words beside them', () => {
    const refusal = new RefusedError(POLICY, { status: 403 });
    const named = withFieldErrors(refusal, new Map([['resolution code', 'close_code']]));
    expect(named).toMatchObject({
      message: POLICY,
      status: 403,
      cause: refusal,
      fieldErrors: { close_code: 'Resolution code is mandatory' },
    });
  });
});
