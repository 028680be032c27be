import { exitCodeOf } from '../../../errors.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson, styled } from '../terminal.js';

interface Options extends CommonOptions {
  readonly repair?: boolean;
}

export const run: Run<Options> = async (_args, options, signal) => {
  if (options.repair === true) return (await import('./repair.js')).repair(options, signal);
  const diagnosis = await withCorpus(options, (corpus) => corpus.doctor({ signal }));
  if (options.json === true) await printJson('diagnosis', diagnosis);
  else {
    for (const { what, ok, finding } of diagnosis.checks) {
      print(`${ok ? styled('green', 'ok   ') : styled('red', 'fault')} ${what.padEnd(11)} ${plain(finding)}`);
    }
  }
  const fault = diagnosis.checks.find(({ ok }) => !ok);
  return fault === undefined ? 0 : exitCodeOf(fault.code ?? 'FAILED');
};
