import { useState } from 'preact/hooks';
import { keepToken } from '../api/client.js';

/** Asked for where the server is bound beyond this machine. */
export function TokenForm() {
  const [token, setToken] = useState('');
  const enter = (event: Event) => {
    event.preventDefault();
    if (token.trim() !== '') keepToken(token.trim());
  };
  return (
    <form class="empty" onSubmit={enter}>
      <h1>This corpus asks for a token</h1>
      <p>The person who runs <code>paperkin serve</code> has it. It is kept until this tab is closed.</p>
      <label class="field">Token<input type="password" autocomplete="current-password" value={token} onInput={(event) => setToken(event.currentTarget.value)} /></label>
      <p><button type="submit" class="button button-main">Enter</button></p>
    </form>
  );
}
