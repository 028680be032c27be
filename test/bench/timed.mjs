/** Commands of paperkin measured from shell to shell, and the rows of a table. */
import { spawnSync } from 'node:child_process';

/** Prints memory and processor time of a command when it ends. */
const USED =
  'data:text/javascript,process.on("exit",()=>{const {maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();' +
  'process._rawDebug("used "+maxRSS+" "+(userCPUTime+systemCPUTime)/1e6)})';

/** @returns milliseconds, highest memory in MB, and processor time in seconds */
export function timed(args) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', USED, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  const [, kb, seconds] = /used (\d+) ([\d.]+)/.exec(stderr) ?? [];
  return { ms: performance.now() - began, mb: Number(kb) / 1024, seconds: Number(seconds) };
}

export const shown = ({ ms, seconds, mb }) =>
  `${(ms / 1000).toFixed(2)} s (${seconds.toFixed(2)}), ${mb.toFixed(0)} MB`;

export function row(cells) {
  console.log(`| ${cells.join(' | ')} |`);
}
