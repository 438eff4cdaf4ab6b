import { UnreachableError } from '../api/problem-error.js';

interface LinesOptions {
  readonly authorization: string;
  readonly signal: AbortSignal;
  readonly refused?: (status: number) => void;
}

/**
 * The lines of a streamed answer as they come, each parsed.
 * @param options.authorization proves who asks. @param options.signal ends it. @param options.refused is told the status of an answer that is a refusal.
 * @throws UnreachableError where the server does not answer or refuses, and when the answer breaks off
 */
export async function* readLines(
  url: string,
  { authorization, signal, refused }: LinesOptions,
): AsyncGenerator<unknown> {
  const headers = { accept: 'application/x-ndjson', authorization };
  const init: RequestInit = { headers, credentials: 'omit', cache: 'no-store', redirect: 'error', signal };
  try {
    const response = await fetch(url, init);
    if (!response.ok || response.body === null) {
      refused?.(response.status);
      throw new Error(`the server answers ${response.status}`);
    }
    let rest = '';
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + read.value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield JSON.parse(line);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new UnreachableError('the server streams nothing', { cause: error });
  }
}
