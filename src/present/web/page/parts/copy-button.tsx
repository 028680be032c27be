import { useEffect, useRef, useState } from 'preact/hooks';

const SAID_MS = 2_000;
/** Time for a second press. */
const AGAIN_MS = 10_000;
const AGAIN = 'Press again';

interface CopyButtonProps {
  /** The text, or a function that loads it; shows a failure. */
  readonly text: string | (() => Promise<string>);
  readonly children: string;
}

/** Copies a text and confirms it for a moment. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  /** A text that arrived too late for the browser to copy it; the next press can. */
  const late = useRef<string | null>(null);
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(
      () => {
        late.current = null;
        setSaid('');
      },
      said === AGAIN ? AGAIN_MS : SAID_MS,
    );
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    const content = late.current ?? (typeof text === 'string' ? text : text());
    late.current = null;
    write(content).then(
      () => setSaid('Copied'),
      async () => {
        late.current = typeof content === 'string' ? null : await content.catch(() => null);
        setSaid(late.current === null ? 'Not copied' : AGAIN);
      },
    );
  };
  return (
    <button type="button" class="text-button copy" onClick={copy}>
      <span class={said === '' ? undefined : 'copy-hidden'}>{children}</span>
      <span class="copy-said" role="status">
        {said}
      </span>
    </button>
  );
}

/** Browsers block the clipboard API on unencrypted pages of other machines; the older command works there. */
async function write(text: string | Promise<string>): Promise<void> {
  if (!isSecureContext || navigator.clipboard === undefined) return copyByCommand(await text);
  if (typeof text === 'string') return navigator.clipboard.writeText(text);
  // Safari allows a page to write only while it handles the press, so the clipboard gets a promise of the text.
  const content = text.then((loaded) => new Blob([loaded], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': content })]);
}

function copyByCommand(text: string): void {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  if (!copied) throw new Error('refused');
}
