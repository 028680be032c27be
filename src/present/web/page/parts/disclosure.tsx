import type { ComponentChildren } from 'preact';

export function Disclosure({ summary, children }: { readonly summary: string; readonly children: ComponentChildren }) {
  return (
    <details class="disclosure">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
