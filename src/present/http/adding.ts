/** Uploads: one answer at the end, or progress events for clients that accept an event stream. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AddProgress, CorpusError } from '../../index.js';
import { type Ask, type AskOptions, answerTo } from '../threads/ask.js';
import type { VerbAnswer, VerbRequest } from '../verbs/index.js';
import { abortedWhenGone } from './aborted-when-gone.js';
import { openEventStream } from './event-stream.js';
import { problem, problemOf } from './problem.js';
import { sendProblem } from './refuse.js';
import { uploadOf } from './upload-of.js';

/** Adds the files. If the client disconnects, adding stops; what was written stays. */
export async function addFiles(
  ask: Ask,
  verbRequest: VerbRequest<'add'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const stored = storedPapers();
  const options: AskOptions = {
    signal: abortedWhenGone(reply),
    upload: uploadOf(request),
    onProgress: stored.observe,
  };
  if (/\btext\/event-stream\b/.test(request.headers.accept ?? '')) return streamed(ask, verbRequest, options, reply);
  let added: VerbAnswer<'add'>;
  try {
    added = await answerTo(ask, 'add', verbRequest, options);
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    return sendProblem(reply, { ...problemOf(error), stored: stored.papers() });
  }
  const failures = added.files.filter(({ failure }) => failure !== null);
  reply.header('cache-control', 'no-store');
  if (failures.length === 0 || failures.length < added.files.length) return reply.send(added);
  const body = problem(
    422,
    'INPUT_INVALID',
    failures.map(({ failure }) => failure).join(' '),
    'Set ?format= if paperkin reads the format.',
  );
  return sendProblem(reply, { ...body, ...added, stored: stored.papers() });
}

/** How many papers of an upload are stored, by its progress: at least so many. */
function storedPapers(): { observe(progress: unknown): void; papers(): number } {
  let papers = 0;
  return {
    observe: (progress) => {
      papers = (progress as AddProgress).papers;
    },
    papers: () => papers,
  };
}

async function streamed(
  ask: Ask,
  verbRequest: VerbRequest<'add'>,
  options: AskOptions,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const stream = openEventStream(reply);
  const stored = storedPapers();
  try {
    const answer = await ask('add', verbRequest, {
      ...options,
      onProgress: (progress) => {
        stored.observe(progress);
        return stream.send('progress', JSON.stringify(progress));
      },
      onWaiting: (ahead) => stream.send('waiting', JSON.stringify({ ahead })),
    });
    stream.send('added', answer.json!);
  } catch (error) {
    stream.send('problem', JSON.stringify({ ...problemOf(error), stored: stored.papers() }));
  }
  stream.end();
  return reply;
}
