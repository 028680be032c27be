import { useEffect, useState } from 'preact/hooks';

const SAID_MS = 2_000;

interface CopyButtonProps {
  /** What is copied, or how to get it; a failure is said. */
  readonly text: string | (() => Promise<string>);
  readonly children: string;
}

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await write(typeof text === 'string' ? text : await text());
      setSaid('Copied');
    } catch {
      setSaid('Not copied');
    }
  };
  return (
    <button type="button" class="text-button copy" onClick={() => void copy()}>
      <span class={said === '' ? undefined : 'copy-hidden'}>{children}</span>
      <span class="copy-said" role="status">
        {said}
      </span>
    </button>
  );
}

/** Browsers keep the clipboard from pages that come unencrypted from another machine; the older way works there. */
async function write(text: string): Promise<void> {
  if (isSecureContext && navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) throw new Error('refused');
}
