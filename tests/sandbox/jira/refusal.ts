import { json, type SandboxResponse } from '../http/index.js';

/** A request that Jira refuses; answered with an ErrorCollection. */
export class JiraRefusal extends Error {
  override readonly name = 'JiraRefusal';
  readonly status: number;
  readonly errorMessages: readonly string[];
  readonly errors: Readonly<Record<string, string>>;

  constructor(status: number, errorMessages: readonly string[], errors: Readonly<Record<string, string>> = {}) {
    super([...errorMessages, ...Object.values(errors)].join('; '));
    this.status = status;
    this.errorMessages = errorMessages;
    this.errors = errors;
  }

  /** Fields that were refused, by id. */
  static ofFields(errors: Readonly<Record<string, string>>): JiraRefusal {
    return new JiraRefusal(400, [], errors);
  }

  /** Jira does not tell an absent issue from one that the caller may not see. */
  static noIssue(): JiraRefusal {
    return new JiraRefusal(404, ['Issue does not exist or you do not have permission to see it.']);
  }

  static invalidPayload(): JiraRefusal {
    return new JiraRefusal(400, ['Invalid request payload. Refer to the REST API documentation and try again.']);
  }

  response(): SandboxResponse {
    return json(this.status, { errorMessages: this.errorMessages, errors: this.errors });
  }
}
