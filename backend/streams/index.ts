export { planStreams, type ReadingMode } from './plan-streams.js';
export { type Reading, readFirstPage, readStream } from './read-stream.js';
export { type QuietStream, storeQuietStreams } from './store-quiet-streams.js';
export type { PlannedStream, Stream, StreamQuery } from './stream.js';
export {
  type Cursors,
  findCursors,
  listStreams,
  publishAgain,
  publishStreams,
  startCursor,
} from './stream-repository.js';
export { getStream, pageStreams, type StreamStatus } from './stream-status-repository.js';
