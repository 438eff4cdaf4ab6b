import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts the expression worker beside this file, which is JavaScript when built and TypeScript in tests. */
export function startWorker(options: WorkerOptions): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  return new Worker(isSource ? sourceEntry() : new URL('./expression-worker.js', import.meta.url), options);
}

/** A new thread does not inherit the loader that runs the tests; it gets one of its own before it loads the file. */
function sourceEntry(): URL {
  const entry = new URL('./expression-worker.ts', import.meta.url);
  const loader = import.meta.resolve('tsx/esm/api');
  const program = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(entry.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}
