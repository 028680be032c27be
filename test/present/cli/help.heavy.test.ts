/** Help of every command, with the built program run as a process. */
import { expect, test } from 'vitest';
import { commandsIn, paperkin } from '../../support/cli.js';

test('help exists for every command', async () => {
  const { stdout } = await paperkin(['--help']);
  const commands = commandsIn(stdout);
  expect(commands).toEqual(
    expect.arrayContaining(['add', 'search', 'similar', 'themes', 'duplicates', 'show', 'list', 'status', 'doctor']),
  );
  for (const command of commands) expect((await paperkin([command, '--help'])).stdout).toContain(`paperkin ${command}`);
});
