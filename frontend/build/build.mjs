import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { sharedConfig } from './shared-config.mjs';
import { writeOperations } from './write-operations.mjs';

const frontend = fileURLToPath(new URL('..', import.meta.url));
const root = join(frontend, '..');

// Vite keeps what it finds there, and one built with `development` or `test` asks its libraries for what they have only then.
process.env.NODE_ENV = 'production';

await writeOperations(join(root, 'descriptors', 'openapi.yaml'), join(frontend, 'api', 'operations.ts'));

// What this server serves: names by content, listed in a manifest from which the pages are written.
await build({
  ...sharedConfig,
  root: frontend,
  base: './',
  build: {
    ...sharedConfig.build,
    outDir: join(root, 'dist', 'frontend'),
    manifest: 'manifest.json',
    rolldownOptions: {
      input: { admin: join(frontend, 'entries', 'admin.tsx'), panel: join(frontend, 'entries', 'panel.tsx') },
    },
  },
});

// What Forge serves from its own address: a folder with an index.html and paths relative to it.
await build({
  ...sharedConfig,
  root: join(frontend, 'forge'),
  base: './',
  build: { ...sharedConfig.build, outDir: join(root, 'dist', 'forge-ui') },
});
