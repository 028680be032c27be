import { useEffect, useState } from 'preact/hooks';

const SAID_MS = 2_000;

interface CopyButtonProps {
  /** The text, or a function that loads it; shows a failure. */
  readonly text: string | (() => Promise<string>);
  readonly children: string;
}

/** Copies a text and confirms it for a moment. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    write(typeof text === 'string' ? text : text()).then(
      () => setSaid('Copied'),
      () => setSaid('Not copied'),
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
