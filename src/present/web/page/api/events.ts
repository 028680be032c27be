/**
 * Server-sent events read from the body of an answer, because `EventSource` can only GET.
 * Grammar: WHATWG HTML, "Server-sent events", section 9.2.6; only `event` and `data` matter here.
 */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Takes text in pieces and yields complete events. */
export class EventReader {
  #rest = '';

  take(text: string): ServerEvent[] {
    const blocks = (this.#rest + text).split(/\r\n\r\n|\n\n|\r\r/);
    this.#rest = blocks.pop()!;
    return blocks.flatMap(eventOf);
  }
}

export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const events = new EventReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      yield* events.take(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }));
      if (done) return;
    }
  } finally {
    reader.releaseLock();
  }
}

function eventOf(block: string): ServerEvent[] {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line)!;
    if (field === 'event') event = value!;
    else if (field === 'data') data.push(value!);
  }
  return data.length === 0 ? [] : [{ event, data: data.join('\n') }];
}
