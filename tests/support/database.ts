import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';

/** A database of a test's own on a real PostgreSQL. */
export interface TestDatabase {
  readonly url: string;
  /** Ends all its connections and removes it. What a file does not drop is dropped after its last test. */
  drop(): Promise<void>;
}

const notDropped = new Set<TestDatabase>();

/** Copies the migrated template, which takes some 30 ms. Call it in `beforeAll`, in `beforeEach` or in a test. */
export async function testDatabase(): Promise<TestDatabase> {
  const fault = inject('migrationFault');
  if (fault !== undefined) throw new Error(`the template database could not be migrated: ${fault}`);
  return createDatabase(inject('templateDatabase'));
}

/** Without any table, for tests of what makes them. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${template}`);
  const url = new URL(inject('databaseServerUrl'));
  url.pathname = name;
  const database: TestDatabase = {
    url: url.href,
    drop: async () => {
      notDropped.delete(database);
      await dropByForce(name);
    },
  };
  notDropped.add(database);
  return database;
}

/** Autovacuum may be in a database, and only a superuser may end it; it goes by itself when somebody asks without force. */
const INSUFFICIENT_PRIVILEGE = '42501';

async function dropByForce(name: string): Promise<void> {
  try {
    await onServer(`drop database if exists ${name} with (force)`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    await onServer(`drop database if exists ${name}`);
  }
}

async function onServer(statement: string): Promise<void> {
  const server = new pg.Client({ connectionString: inject('databaseServerUrl') });
  await server.connect();
  try {
    await server.query(statement);
  } finally {
    await server.end();
  }
}

afterAll(async () => {
  for (const database of [...notDropped]) await database.drop();
});
