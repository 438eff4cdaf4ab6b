#!/usr/bin/env node
import './node-version.mjs';
import { handOver } from './hand-over.mjs';
import { PreparationError, prepare } from './prepare.mjs';

// `npx syncline ...`. Standard output belongs to the command, whose --json must stay one document.
try {
  await prepare((line) => console.error(line));
  await handOver('backend/main.js', process.argv.slice(2));
} catch (error) {
  if (!(error instanceof PreparationError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
