import { useState } from 'preact/hooks';
import { hasToken, keepToken } from '../api/client.js';
import type { Problem } from '../api/problem.js';

/** Form for the token, if the server is bound beyond this machine. @param refusal of the last request */
export function TokenForm({ refusal }: { readonly refusal: Problem }) {
  const [before, setBefore] = useState(hasToken() ? null : refusal);
  const [token, setToken] = useState('');
  const enter = (event: Event) => {
    event.preventDefault();
    if (token.trim() === '') return;
    setBefore(refusal);
    keepToken(token.trim());
  };
  return (
    <form class="empty" onSubmit={enter}>
      <h1>This collection needs a token</h1>
      <p>
        The person who runs <code>paperkin serve</code> has it. It is stored until you close this tab.
      </p>
      <label class="field">
        Token
        <input
          type="password"
          autocomplete="current-password"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      {refusal !== before && (
        <p class="field-error" role="alert">
          That token is wrong.
        </p>
      )}
      <p>
        <button type="submit" class="button button-main">
          Enter
        </button>
      </p>
    </form>
  );
}
