/** Commands that keep running and answer requests. */
import { Option } from 'commander';
import { port, withVariable } from './arguments.js';
import { type Declare, withExamples } from './command.js';

export const declareServers: Declare = (root, action) => {
  withExamples(
    root
      .command('serve')
      .description('Serve the web page and the HTTP API.')
      .option('--host <address>', 'address to listen on; an address other than loopback needs a token', '127.0.0.1')
      .option('--port <number>', 'port; 0 picks a free one', port, 7878)
      .addOption(
        withVariable(
          new Option(
            '--token <secret>',
            'token that every request must carry; other users can see the command line, so prefer the variable or a ' +
              'file',
          ),
          'PAPERKIN_TOKEN',
        ),
      )
      .option('--token-file <file>', 'file with the token')
      .option('--open', 'open the page in a browser'),
    [
      ['paperkin serve --open', 'the page of this index in your browser'],
      ['paperkin serve --port 0', 'on a free port'],
    ],
  ).action(action(() => import('../commands/serve.js')));
  root
    .command('mcp')
    .description('Serve an assistant: Model Context Protocol on standard input and output.')
    .option('--write', 'also offer tools that add and tag papers, change themes and undo')
    .action(action(() => import('../commands/mcp.js')));
};
