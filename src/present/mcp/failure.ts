/** Errors for an assistant: one sentence and what to do, in terms of the tools. */
import { CorpusError, type ErrorCode } from '../../index.js';
import { forAssistant } from './assistant-words.js';

/** Remedies for a model; other errors keep the remedy for a person. */
const REMEDIES: Partial<Record<ErrorCode, string>> = {
  PAPER_UNKNOWN: 'Find the id with search_papers.',
  TAG_UNKNOWN: 'List the tags with list_tags.',
  PAPER_AMBIGUOUS: 'Call again with one of these ids.',
  THEME_UNKNOWN: 'Call list_themes for the ids of themes.',
  CORPUS_EMPTY: 'The collection is empty: ask the person to run `paperkin add FILE…`.',
  CORPUS_BUSY: 'Call again in a few seconds.',
  INTERRUPTED: 'Call again.',
};

export function failureText(error: unknown): string {
  if (!(error instanceof CorpusError)) return 'An unexpected error occurred. Ask the person to run `paperkin doctor`.';
  const remedy = forAssistant(REMEDIES[error.code] ?? error.remedy);
  const who = REMEDIES[error.code] === undefined && FOR_A_PERSON.test(remedy) ? 'Tell the person: ' : '';
  return `${forAssistant(error.message.replace(/[.!?]$/, ''))}. ${who}${remedy}`;
}

/** Commands and options of the command line, which a tool cannot run. */
const FOR_A_PERSON = /`paperkin |--[a-z]/;

/** Of MCP, for a resource that does not exist; the SDK does not name it. */
const RESOURCE_NOT_FOUND = -32_002;
const INTERNAL_ERROR = -32_603;
const NOT_FOUND: readonly ErrorCode[] = ['PAPER_UNKNOWN', 'PAPER_AMBIGUOUS', 'THEME_UNKNOWN'];

/** The same as an error of JSON-RPC, for a resource that could not be read. */
export function resourceError(error: unknown): Error {
  const isMissing = error instanceof CorpusError && NOT_FOUND.includes(error.code);
  return Object.assign(new Error(failureText(error)), { code: isMissing ? RESOURCE_NOT_FOUND : INTERNAL_ERROR });
}
