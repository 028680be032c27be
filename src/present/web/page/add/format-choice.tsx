import { useState } from 'preact/hooks';
import { type Adding, addAgain } from './adding.js';
import { FORMAT_TITLES } from './formats.js';

/** Chooses the format of a file that was not recognised. */
export function FormatChoice({ one }: { readonly one: Adding }) {
  const [format, setFormat] = useState('hf-page');
  const again = (event: Event) => {
    event.preventDefault();
    addAgain(one, format);
  };
  return (
    <form class="format-choice" onSubmit={again}>
      <label>
        <span>Read it as</span>{' '}
        <select
          value={format}
          aria-label={`Format of ${one.name}`}
          onChange={(event) => setFormat(event.currentTarget.value)}
        >
          {Object.entries(FORMAT_TITLES).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button">
        Try again
      </button>
    </form>
  );
}
