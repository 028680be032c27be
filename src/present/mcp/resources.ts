/** Papers and themes as resources that a client can attach, and prompts for people. */
import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { Ask } from '../threads/ask.js';
import { resourceError } from './failure.js';
import { tools } from './tools.js';

const SCHEME = 'paperkin';

/** `paperkin://paper/ID` and `paperkin://theme/ID`: the texts of get_paper and get_theme. */
export function registerResources(server: McpServer, ask: Ask): void {
  const kinds = [
    { kind: 'paper', tool: 'get_paper', description: 'A paper with its abstract, by its id.' },
    { kind: 'theme', tool: 'get_theme', description: 'A theme with its papers, by its id or its label.' },
  ] as const;
  for (const { kind, tool: name, description } of kinds) {
    const { answer, title } = tools.find((one) => one.name === name)!;
    server.registerResource(
      kind,
      new ResourceTemplate(`${SCHEME}://${kind}/{id}`, { list: undefined }),
      { title: title.replace('Get a', 'A'), description, mimeType: 'text/plain' },
      async (uri, { id }, { signal }) => {
        try {
          const { text } = await answer(ask, { id: decodeURIComponent(String(id)) }, signal);
          return { contents: [{ uri: uri.href, mimeType: 'text/plain', text }] };
        } catch (error) {
          throw resourceError(error);
        }
      },
    );
  }
}

/** @param write whether there are tools that change the collection */
export function registerPrompts(server: McpServer, write: boolean): void {
  const userMessage = (text: string) => ({
    messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
  });
  server.registerPrompt(
    'literature_review',
    {
      title: 'Literature review of a theme',
      description: 'Review what the papers of a theme say, with citations.',
      argsSchema: { theme: z.string().describe('Label or id of a theme, or a subject') },
    },
    ({ theme }) =>
      userMessage(
        `Review the literature on “${theme}” in my collection. Find the theme with get_theme, or with themes_of_text ` +
          'if no theme has that name. Read the most central papers with get_paper, and use search_papers for ' +
          'opposing findings. Write one page: the questions, the methods, where the papers agree and disagree, and ' +
          'what is open. Cite papers by title and id, state only what papers say, and end with their BibTeX from ' +
          'export_papers.',
      ),
  );
  server.registerPrompt(
    'whats_new_for_me',
    {
      title: 'What is new for me',
      description: 'List what is new since a date, and what to read first.',
      argsSchema: { since: z.string().optional().describe('A date, YYYY-MM-DD (default: since the last digest)') },
    },
    ({ since }) =>
      userMessage(
        `What is new in my collection${since === undefined ? '' : ` since ${since}`}? Use whats_new, and ` +
          'recommend_papers for my tags. Name at most seven papers to read first, each with one sentence on why, ' +
          'then the rising themes. Leave out near-duplicates of papers that I had.',
      ),
  );
  if (!write) return;
  server.registerPrompt(
    'name_themes',
    {
      title: 'Name the themes',
      description: 'Give the themes of the collection names that say what their papers share.',
    },
    () =>
      userMessage(
        'Name the themes of my collection. Take them from list_themes, and read the titles of each with get_theme. ' +
          'Where the label does not say what most of the papers share, give the theme a better one with ' +
          'rename_theme: a noun phrase of one to six words, as in the heading of a survey, that no other theme has. ' +
          'Leave labels that fit, and those that I gave, which collection_history shows. End with a table of old and ' +
          'new names; undo_change takes one back.',
      ),
  );
}
