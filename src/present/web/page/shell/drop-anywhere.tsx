/** Files dropped anywhere on the page are taken to Add, instead of replacing the page. */
import { useEffect, useState } from 'preact/hooks';
import { addFiles } from '../add/adding.js';
import { go } from '../router.js';

export function DropAnywhere() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const listen = <K extends 'dragenter' | 'dragleave' | 'dragover' | 'drop'>(
      name: K,
      then: (event: DragEvent, handled: boolean) => void,
    ) => {
      const take = (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        const handled = event.defaultPrevented;
        event.preventDefault();
        then(event, handled);
        setOver(depth > 0);
      };
      addEventListener(name, take);
      return () => removeEventListener(name, take);
    };
    const stops = [
      listen('dragenter', () => {
        depth++;
      }),
      listen('dragleave', () => {
        depth = Math.max(0, depth - 1);
      }),
      listen('dragover', () => undefined),
      listen('drop', (event, handled) => {
        depth = 0;
        if (handled) return;
        go({ view: 'add' });
        addFiles([...event.dataTransfer!.files]);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return over ? (
    <div class="drop-veil" aria-hidden="true">
      <p>Drop to add these files</p>
    </div>
  ) : null;
}
