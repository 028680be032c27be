#!/usr/bin/env node
/**
 * Every attack that once succeeded, tried again. Prints a table: what happened before, what happens now.
 *
 *   npm run attacks -- [--only PART_OF_A_NAME]
 *
 * Linux. Times and memory are of this machine; a bound on them is several times what they need. Exit code 1 if an
 * attack succeeds.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const GROUPS = [
  ['Damage, of the index and the model', 'damage.mjs', 'DAMAGE'],
  ['Inputs', 'inputs.mjs', 'INPUTS'],
  ['The server and the program', 'server.mjs', 'SERVER'],
  ['Text stays text', 'text.mjs', 'TEXT'],
  ['Repeats, leftovers, full disks', 'text.mjs', 'LEFTOVERS'],
];

let failures = 0;
for (const [title, file, name] of GROUPS) {
  const { [name]: attacks } = await import(`./attacks/${file}`);
  const chosen = attacks.filter((one) => one.name.includes(values.only));
  if (chosen.length === 0) continue;
  console.log(`\n## ${title}\n\n| attack | before | now |\n|--|--|--|`);
  for (const one of chosen) {
    const wrong = [];
    const check = (holds, what) => holds || wrong.push(what);
    const now = await one.attempt(check).catch((error) => check(false, error.stack));
    console.log(`| ${one.name} | ${one.before} | ${wrong.length === 0 ? now : `**${wrong.length} did not hold**`} |`);
    for (const what of wrong) console.error(`FAILED  ${one.name}: ${what}`);
    failures += wrong.length;
  }
}
console.log(failures === 0 ? '\nEverything held.' : `\n${failures} did not hold.`);
process.exit(failures === 0 ? 0 : 1); // uploads that were broken off may keep the process
