import { getHeapStatistics } from 'node:v8';
import { boundHeap } from '../../../backend/application/bounded-heap.js';

// Holds much for good and more for a while, as an onboarding does, and prints the most that the heap took, in bytes.
if (process.argv[2] === 'bound') boundHeap();
const kept = Array.from({ length: 400_000 }, (_, n) => ({ n, text: `item ${n}` }));
const passing: unknown[] = [];
let most = 0;
for (let n = 0; n < 6_000_000; n += 1) {
  passing[n % 100_000] = { n, text: `later ${n}` };
  if (n % 10_000 === 0) most = Math.max(most, getHeapStatistics().total_heap_size);
}
process.stdout.write(JSON.stringify({ kept: kept.length, most }));
