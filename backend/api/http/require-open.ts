import type { Application } from '../../application/index.js';
import { ProblemError } from './problem.js';

/** The application, once it is open. @throws ProblemError 503 while the platform starts. */
export function requireOpen(application: () => Application | null): Application {
  const open = application();
  if (open !== null) return open;
  throw new ProblemError({ status: 503, title: 'Service Unavailable', detail: 'the platform is starting' });
}
