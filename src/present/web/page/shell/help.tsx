import { useEffect, useRef, useState } from 'preact/hooks';
import { setSingleKeys, singleKeysOn } from './keyboard.js';

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['/'], 'to the search field, from anywhere'],
  [['↓', '↑'], 'to the next or the previous paper, theme or pair'],
  [['Enter'], 'open what has the focus'],
  [['s'], 'star the paper that has the focus'],
  [['x'], 'select it, for export or for more like it'],
  [['m', 'k'], 'among near-duplicates: merge, keep both'],
  [['Esc'], 'back to the search field; close what is open'],
  [['?'], 'this help'],
];

const MAP_KEYS: readonly (readonly [readonly string[], string])[] = [
  [['←', '↑', '→', '↓'], 'to the nearest paper in that direction'],
  [['+', '−', '0'], 'zoom in, zoom out, show all'],
  [['Enter'], 'open the paper'],
  [['Space'], 'choose its theme'],
];

export function Help({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [single, setSingle] = useState(singleKeysOn);
  useEffect(() => {
    if (open && dialog.current?.open === false) {
      dialog.current.showModal();
      dialog.current.scrollTop = 0;
    }
    if (!open && dialog.current?.open === true) dialog.current.close();
  }, [open]);
  const choose = (on: boolean) => {
    setSingleKeys(on);
    setSingle(on);
  };

  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title" tabIndex={-1} autofocus>
        Keys
      </h2>
      <KeyList keys={KEYS} />
      <h3>On the map</h3>
      <KeyList keys={MAP_KEYS} />
      <p class="help-note">
        Drag to move the map, scroll or pinch to zoom. With “Select” chosen, or Shift held, drag a rectangle over
        papers, or a line around them, to list them.
      </p>
      <h3>What similarity means</h3>
      <p class="help-note">
        Similarity compares meanings, with the paper as a whole and with its nearest sentence: 1 is the same text, 0 is
        unrelated. What “near enough” means is measured on your own papers.
      </p>
      <label class="check">
        <input type="checkbox" checked={single} onChange={(event) => choose(event.currentTarget.checked)} /> Keys of one
        character ( / ? s x m k ) work
      </label>
      <form method="dialog">
        <button type="submit" class="button">
          Close
        </button>
      </form>
    </dialog>
  );
}

function KeyList({ keys }: { readonly keys: typeof KEYS }) {
  return (
    <dl class="keys">
      {keys.map(([names, what]) => (
        <div key={what}>
          <dt>
            {names.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
