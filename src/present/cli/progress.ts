/** A bar on stderr for long work: rate, share and time left; silent where stderr is no terminal. */
import type { SingleBar } from 'cli-progress';
import { terminalWidth } from './terminal.js';

/** Work shorter than this shows no bar: it would only flicker. */
const SHOW_AFTER_MS = 400;

export interface ProgressBar {
  update(done: number, share: number | null): void;
  stop(): void;
}

export async function progressBar(unit: string): Promise<ProgressBar> {
  if (process.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const { default: cliProgress } = await import('cli-progress');
  const started = performance.now();
  let bar: SingleBar | undefined;
  return {
    update(done, share) {
      const seconds = (performance.now() - started) / 1000;
      if (seconds * 1000 < SHOW_AFTER_MS) return;
      const rate = unit.startsWith('%') ? '' : `, ${Math.round(done / seconds)}/s`; // a share has no rate worth saying
      const left = share === null || share === 0 ? '' : `, ${duration((seconds * (1 - share)) / share)} left`;
      if (bar === undefined) {
        bar = new cliProgress.SingleBar({
          format: `{bar} {done} ${unit}{rate}{left}`,
          barsize: Math.min(40, terminalWidth() - 40),
          clearOnComplete: true,
          hideCursor: true,
          stream: process.stderr,
        }, cliProgress.Presets.shades_classic);
        bar.start(1000, 0, { done, rate, left });
      }
      bar.update(Math.round((share ?? 0) * 1000), { done, rate, left });
    },
    stop: () => bar?.stop(),
  };
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
