/** The command that makes a shell know the others. */
import { Argument } from 'commander';
import type { Shell } from '../completion.js';
import { type Declare, withExamples } from './command.js';

export const declareShell: Declare = (root) => {
  withExamples(
    root
      .command('completion')
      .description('Write a script that completes commands and options in your shell.')
      .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish'] satisfies Shell[])),
    [
      ['source <(paperkin completion bash)', 'a line for ~/.bashrc; for zsh, one for ~/.zshrc'],
      ['paperkin completion fish > ~/.config/fish/completions/paperkin.fish', 'for fish'],
    ],
  ).action(async (shell: Shell) => {
    const { completionScript } = await import('../completion.js');
    process.stdout.write(completionScript(root, shell));
  });
};
