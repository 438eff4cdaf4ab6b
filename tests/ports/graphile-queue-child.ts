import { GraphileQueue } from '../../backend/queue/index.js';
import { silentLogger } from '../../backend/shared/index.js';
import { workInChild } from './queue.js';

await workInChild(new GraphileQueue(process.argv[2] ?? '', silentLogger));
