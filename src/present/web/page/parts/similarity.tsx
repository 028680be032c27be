import { similarityText } from './wording.js';

const LENGTH = 40;
const lengthOf = (similarity: number): number => Math.max(0, Math.min(1, similarity)) * LENGTH;

/** A similarity as a number and a bar. @param floor similarity of unrelated papers, shown as a tick */
export function Similarity({ value, floor }: { readonly value: number; readonly floor?: number }) {
  const noise = floor !== undefined && value < floor;
  return (
    <span
      class={noise ? 'similarity similarity-noise' : 'similarity'}
      title={`Similarity ${value.toFixed(4)}${noise ? ', no higher than for unrelated papers' : ''}`}
    >
      <span class="sr">similarity </span>
      <span class="similarity-number">{similarityText(value)}</span>
      <svg class="similarity-line" viewBox={`0 -2 ${LENGTH} 7`} width={LENGTH} height="7" aria-hidden="true">
        <rect class="line-all" width={LENGTH} height="3" rx="1.5" />
        <rect class="line-part" width={lengthOf(value)} height="3" rx="1.5" />
        {floor !== undefined && floor > 0 && (
          <rect class="line-floor" x={lengthOf(floor) - 0.5} y="-2" width="1" height="7" />
        )}
      </svg>
    </span>
  );
}
