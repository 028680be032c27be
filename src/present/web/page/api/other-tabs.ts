/** Changes that a person makes in one tab, told to the other tabs of this browser. */
export type Change = 'corpus' | 'marks';

/**
 * @param follow called for each change in another tab; a hidden tab follows when it is looked at again, so that it does
 * not compute themes after every decision
 * @returns tells the other tabs of a change
 */
export function shareChanges(follow: (change: Change) => void): (change: Change) => void {
  const tabs = channel();
  if (tabs === null) return () => undefined;
  const missed = new Set<Change>();
  const catchUp = () => {
    if (document.hidden) return;
    for (const change of missed) follow(change);
    missed.clear();
  };
  tabs.onmessage = ({ data }: MessageEvent<Change>) => {
    missed.add(data);
    catchUp();
  };
  document.addEventListener('visibilitychange', catchUp);
  return (change) => tabs.postMessage(change);
}

/** `null` where the browser refuses it, as Firefox does where cookies are blocked. */
function channel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('paperkin');
  } catch {
    return null;
  }
}
