export { planStreams, type ReadingMode } from './plan-streams.js';
export { type Reading, readStream } from './read-stream.js';
export type { Stream, StreamQuery } from './stream.js';
export { findCursors, listStreams, publishAgain, publishStreams, startCursor } from './stream-repository.js';
export { getStream, pageStreams, type StreamStatus } from './stream-status-repository.js';
