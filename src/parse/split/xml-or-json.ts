import type { Format, Reader } from '../format.js';

/** Reads the answer of a service in either format; the first character that is not blank decides. */
export function xmlOrJson(xml: Format['open'], json: Format['open']): Format['open'] {
  return (source, sink) => {
    let reader: Reader | null = null;
    let blank = '';
    return {
      push(text) {
        if (reader !== null) return reader.push(text);
        blank += text;
        const first = blank.trimStart()[0];
        if (first === undefined) return;
        reader = (first === '<' ? xml : json)(source, sink);
        reader.push(blank);
        blank = '';
      },
      end: () => (reader ?? json(source, sink)).end(),
    };
  };
}
