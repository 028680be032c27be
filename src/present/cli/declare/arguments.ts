/** Values of options, checked as they are parsed. @throws InvalidArgumentError */
import { InvalidArgumentError, type Option } from 'commander';
import { LEAST_SCORE } from '../../../limits.js';
import { isDay } from '../../../paper.js';

const LAST_PORT = 65_535;

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function positiveNumber(text: string): number {
  if (/^-\d+$/.test(text) || wholeNumber(text) === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return Number(text);
}

/** Instead of a number of themes: it is chosen from the data. */
export const AUTOMATIC = 'auto';

/** A positive number, or `auto`, as it was typed. */
export function numberOrAutomatic(text: string): string {
  if (text !== AUTOMATIC) positiveNumber(text);
  return text;
}

export function year(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('It must be a year of four digits.');
  return Number(text);
}

export function port(text: string): number {
  if (wholeNumber(text) > LAST_PORT) throw new InvalidArgumentError(`It must be ${LAST_PORT} or less.`);
  return Number(text);
}

export function date(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a date: YYYY, YYYY-MM or YYYY-MM-DD.');
  return text;
}

export function duplicateThreshold(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= LEAST_SCORE && value <= 1))
    throw new InvalidArgumentError(`It must be a number from ${LEAST_SCORE} to 1.`);
  return value;
}

/** For a folder: an empty one, as from a variable that a script did not set, would be the current folder. */
export function notEmpty(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

/** The option, read from a variable of the environment; an empty variable is as one that is not set. */
export function withVariable(option: Option, name: string): Option {
  return process.env[name] === '' ? option : option.env(name);
}
