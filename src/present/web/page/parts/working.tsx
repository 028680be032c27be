/**
 * Progress of what is computed once for the whole collection; everything else can be used meanwhile. Only what is
 * computed is announced: how far it is changes every second.
 */
import { useEffect, useState } from 'preact/hooks';
import { request } from '../api/client.js';
import { PROGRESS } from '../api/paths.js';

interface WorkingProps {
  readonly work: 'themes' | 'map' | 'duplicates';
  readonly what: string;
}

type Running = readonly { readonly work: WorkingProps['work']; readonly share: number }[];

const POLL_MS = 1_000;
/** Shorter waits end before anyone could read more than the first line. */
const EXPLAINED_FROM_MS = 3_000;

export function Working({ work, what }: WorkingProps) {
  const running = useRunning();
  const share = running?.find((one) => one.work === work)?.share;
  return (
    <div class="waiting working">
      <p role="status">{what} …</p>
      {running !== undefined && (
        <>
          <progress max={1} {...(share === undefined || share === 0 ? {} : { value: share })} aria-label={what} />
          <p class="quiet">
            {share === undefined || share === 0 ? '' : `${Math.floor(share * 100)} %. `}
            This is done once, and continues if you leave. Meanwhile you can search, list and add papers.
          </p>
        </>
      )}
    </div>
  );
}

/** What the server is computing; undefined until it has taken long enough to be worth explaining. */
function useRunning(): Running | undefined {
  const [running, setRunning] = useState<Running>();
  useEffect(() => {
    const stop = new AbortController();
    const poll = async (): Promise<void> => {
      const response = await request(PROGRESS, { signal: stop.signal });
      setRunning(((await response.json()) as { running: Running }).running);
    };
    let timer = setTimeout(function again() {
      timer = setTimeout(again, POLL_MS);
      poll().catch(() => undefined);
    }, EXPLAINED_FROM_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return running;
}
