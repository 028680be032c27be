/** A progress bar on stderr: rate, share and time left. Silent if stderr is not a terminal, or a dumb one. */
import type { SingleBar } from 'cli-progress';
import type { OnProgress, Work } from '../../index.js';
import { terminalWidth } from './terminal.js';

/** Shorter work shows no bar: it would only flicker. */
const SHOW_AFTER_MS = 400;

interface ProgressBar {
  /**
   * @param share 0…1, or `null` if unknown
   * @param count number of things done, shown with their rate; without it the share is shown in per cent
   */
  update(share: number | null, count?: number): void;
  stop(): void;
}

/**
 * Shows a bar while a command works.
 * @param what name of the things counted, in the plural
 */
export async function withBar<T>(what: string, work: (update: ProgressBar['update']) => Promise<T>): Promise<T> {
  const bar = await progressBar(what);
  try {
    return await work(bar.update);
  } finally {
    bar.stop();
  }
}

async function progressBar(what: string): Promise<ProgressBar> {
  if (process.stderr.isTTY !== true || process.env['TERM'] === 'dumb') return { update: () => {}, stop: () => {} };
  const { default: cliProgress } = await import('cli-progress');
  const started = performance.now();
  let bar: SingleBar | undefined;
  return {
    update(share, count) {
      const seconds = (performance.now() - started) / 1000;
      if (seconds * 1000 < SHOW_AFTER_MS) return;
      const summary =
        count === undefined
          ? `${Math.round((share ?? 0) * 100)} % ${what}`
          : `${count} ${what}, ${Math.round(count / seconds)}/s`;
      const timeLeft = share === null || share === 0 ? '' : `, ${duration((seconds * (1 - share)) / share)} left`;
      if (bar === undefined) {
        bar = new cliProgress.SingleBar(
          {
            format: '{bar} {summary}{left}',
            barsize: Math.min(40, terminalWidth() - 40),
            clearOnComplete: true,
            hideCursor: true,
            stream: process.stderr,
          },
          cliProgress.Presets.shades_classic,
        );
        bar.start(1000, 0, { summary, left: timeLeft });
      }
      bar.update(Math.round((share ?? 0) * 1000), { summary, left: timeLeft });
    },
    stop: () => bar?.stop(),
  };
}

/** One bar after the other, for work that a command may have to do first. */
export interface WorkBars {
  /** @param work a new bar begins where it changes; with a share of 1 its bar ends */
  readonly update: OnProgress;
  stop(): Promise<void>;
}

const NAMES: Readonly<Record<Work, string>> = {
  themes: 'of the themes',
  'near-duplicates': 'of the near-duplicates',
  map: 'of the map',
  check: 'checked',
  backup: 'copied and checked',
};

export function workBars(): WorkBars {
  let current: { readonly work: Work; readonly bar: Promise<ProgressBar> } | undefined;
  const stop = async () => {
    const ending = current;
    current = undefined;
    (await ending?.bar)?.stop();
  };
  return {
    update: (share, work) => {
      if (current?.work !== work) void stop();
      if (share >= 1) return void stop();
      current ??= { work, bar: progressBar(NAMES[work]) };
      void current.bar.then((bar) => bar.update(share));
    },
    stop,
  };
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
