import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { sendTogether } from '../../../backend/storage/send-together.js';

// Red without: `cork`: the first would leave by itself. And without `uncork`, for then nothing leaves.
test('what is written within one turn leaves at once', async () => {
  const sent: string[] = [];
  const stream = new Duplex({
    read: () => undefined,
    writev(chunks, done) {
      sent.push(chunks.map(({ chunk }) => String(chunk)).join(' '));
      done();
    },
    write(chunk, _, done) {
      sent.push(String(chunk));
      done();
    },
  });
  for (const word of ['begin', 'insert', 'select']) {
    sendTogether(stream);
    stream.write(word);
  }
  await new Promise((resolve) => setImmediate(resolve));
  sendTogether(stream);
  stream.write('commit');
  await new Promise((resolve) => setImmediate(resolve));
  expect(sent).toEqual(['begin insert select', 'commit']);
});
