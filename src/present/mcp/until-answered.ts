/** Waits until a client that has closed its side of a stream has the answers to all of its requests. */
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';

/**
 * To be called before the server connects to the transport.
 * @returns a function to call at the end of the input; its promise resolves when no request is open
 */
export function untilAnswered(transport: Transport): () => Promise<void> {
  const open = new Set<RequestId>();
  let resolveEmpty: (() => void) | undefined;
  const close = (id: RequestId) => {
    open.delete(id);
    if (open.size === 0) resolveEmpty?.();
  };
  transport.onmessage = (message) => {
    if (!('method' in message)) return;
    if ('id' in message) open.add(message.id);
    else if (message.method === 'notifications/cancelled') close(message.params?.['requestId'] as RequestId);
  };
  const send = transport.send.bind(transport);
  transport.send = async (message, options) => {
    await send(message, options);
    if (!('method' in message) && message.id !== undefined) close(message.id);
  };
  return () =>
    new Promise((resolve) => {
      resolveEmpty = resolve;
      if (open.size === 0) resolve();
    });
}
