/** Rewords error messages of reading for this page: without advice for the command line, and without the file name. */

/** Advice that names a command-line option. */
const FOR_THE_COMMAND_LINE = /\s*[A-Z][^.]*\s--[a-z][\s\S]*$/;
const EMPTY = /the file is empty/;
const OTHER_KIND = /this is an? (?:HTML|PDF|ZIP|database|EndNote)/;

/** @param file the name in the message, before the line */
export function plainFailure(failure: string, file: string): { readonly what: string; readonly advice: string } {
  const message = failure.replace(FOR_THE_COMMAND_LINE, '').replace(/\.+$/, '');
  const [, line, rest] =
    (message.startsWith(`${file}:`) ? /^(\d+): (.*)$/s.exec(message.slice(file.length + 1)) : null) ?? [];
  const what = rest === undefined ? message : atLine(line!, rest);
  return { what: `${capital(what)}.`, advice: adviceFor(message) };
}

export function plainReason(reason: string): string {
  return reason.replace(
    /; set the year of saving with --year$/,
    '; set the year of saving above and add the file again',
  );
}

function atLine(line: string, what: string): string {
  return line === '1' ? what : `Line ${line}: ${capital(what)}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function adviceFor(message: string): string {
  if (EMPTY.test(message)) return 'Choose another file.';
  if (OTHER_KIND.test(message)) return 'Nothing was added.';
  if (/larger than/.test(message)) return 'Split the file, or choose its format below if it is not a saved page.';
  return 'If you know its format, choose it below.';
}
