/** Filters as conditions on `heading`, with every value as a parameter. */
import { firstDay, lastDay, type PaperId } from '../../../paper.js';
import { fold } from '../../../text/words.js';
import { plainName, plainNames } from '../../listed.js';
import type { Where } from '../../shapes.js';
import { numberOf } from '../papers/rows.js';
import type { Parameter, Parameters } from '../server/session.js';

/** Each part of a filter, as a condition around its placeholder. */
const CONDITIONS: Readonly<
  Record<keyof Where, (value: never) => readonly [(placeholder: string) => string, Parameter]>
> = {
  since: (day: string) => [(value) => `heading.last_day >= ${value}`, firstDay(day)],
  until: (day: string) => [(value) => `heading.first_day <= ${value}`, lastDay(day)],
  by: (name: string) => [(value) => `strpos(${plainNames('heading.names')}, ${value}) > 0`, plainName(name)],
  source: (file: string) => [(value) => `strpos(heading.sources, ${value}) > 0`, fold(file)],
  minComments: (count: number) => [(value) => `heading.comments >= ${value}`, count],
  ids: (ids: readonly PaperId[]) => [(value) => `heading.paper = ANY (${value}::bigint[])`, ids.map(numberOf)],
  notIds: (ids: readonly PaperId[]) => [(value) => `heading.paper <> ALL (${value}::bigint[])`, ids.map(numberOf)],
  addedSince: (day: string) => [(value) => `heading.added_on >= ${value}`, day],
};

/** @returns a condition on `heading`; `TRUE` without a filter */
export function conditionOf(where: Where | undefined, parameters: Parameters): string {
  const parts = Object.entries(where ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, given]) => {
      const [condition, value] = CONDITIONS[name as keyof Where](given as never);
      return condition(parameters.add(value));
    });
  return parts.join(' AND ') || 'TRUE';
}

export function isFilter(where: Where | undefined): where is Where {
  return Object.values(where ?? {}).some((value) => value !== undefined);
}
