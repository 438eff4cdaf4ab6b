import { InvalidArgumentError } from 'commander';

/** A whole number from 1, as an option gives it. */
export function parseCount(written: string): number {
  if (!/^[1-9]\d{0,5}$/.test(written)) throw new InvalidArgumentError('Write a whole number from 1.');
  return Number(written);
}
