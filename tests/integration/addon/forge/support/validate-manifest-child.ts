import { createRequire } from 'node:module';

interface Validated {
  readonly success: boolean;
  readonly errors?: readonly { readonly message: string }[];
}

const { validate } = createRequire(import.meta.url)('@forge/manifest') as {
  validate(warnings: boolean): Promise<Validated>;
};

// It reads ./manifest.yml and looks for what that names, so it wants a process of its own.
process.chdir(process.argv[2] ?? '.');
const { success, errors = [] } = await validate(false);
process.stdout.write(JSON.stringify({ success, errors: errors.map(({ message }) => message) }));
