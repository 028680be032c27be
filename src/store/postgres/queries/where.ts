/** Filters as conditions on `heading`, with every value as a parameter. */
import { type Conditions, conditionsOf, plainNames } from '../../listed.js';
import type { Where } from '../../shapes.js';
import { numberOf } from '../papers/rows.js';
import type { Parameters } from '../server/session.js';

function conditionsWith(parameters: Parameters): Conditions<string> {
  return {
    since: (day) => `heading.last_day >= ${parameters.add(day)}`,
    until: (day) => `heading.first_day <= ${parameters.add(day)}`,
    by: (name) => `strpos(${plainNames('heading.names')}, ${parameters.add(name)}) > 0`,
    source: (file) => `strpos(heading.sources, ${parameters.add(file)}) > 0`,
    minComments: (count) => `heading.comments >= ${parameters.add(count)}`,
    ids: (ids) => `heading.paper = ANY (${parameters.add(ids.map(numberOf))}::bigint[])`,
    notIds: (ids) => `heading.paper <> ALL (${parameters.add(ids.map(numberOf))}::bigint[])`,
    addedSince: (day) => `heading.added_on >= ${parameters.add(day)}`,
  };
}

/** @returns a condition on `heading`; `TRUE` without a filter */
export function conditionOf(where: Where | undefined, parameters: Parameters): string {
  return conditionsOf(where, conditionsWith(parameters)).join(' AND ') || 'TRUE';
}
