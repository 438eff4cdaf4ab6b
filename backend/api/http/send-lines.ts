import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Sends each of the lines when it is there, no faster than they are taken, until nobody takes them any more. The first one is waited for
 * before the answer begins, so that what goes wrong until then can still be answered as a problem; what goes wrong afterwards breaks the
 * answer off.
 */
export async function sendLines(lines: AsyncIterable<unknown>, response: Response): Promise<void> {
  const reader = lines[Symbol.asyncIterator]();
  const first = await reader.next();
  // Proxies that gather an answer before they pass it on are asked not to.
  response.set({ 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' });
  try {
    await pipeline(Readable.from(written(first, reader)), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* written(first: IteratorResult<unknown>, reader: AsyncIterator<unknown>): AsyncGenerator<string> {
  try {
    for (let next = first; next.done !== true; next = await reader.next()) yield `${JSON.stringify(next.value)}\n`;
  } finally {
    await reader.return?.();
  }
}
