/**
 * What a test or a test file opens, closed in reverse order when it ends. Files share their modules (`isolate` in
 * `vitest.config.ts`), so a hook in a module for tests would run for the first file alone that imports it.
 */
type Close = () => unknown;

const ofTest: Close[] = [];
const ofFile: Close[] = [];

export function afterThisTest(close: Close): void {
  ofTest.push(close);
}

export function afterThisFile(close: Close): void {
  ofFile.push(close);
}

/** For `clean-up-hooks.ts`. */
export const closeAllOfTest = () => closeAll(ofTest);
/** For `clean-up-hooks.ts`. */
export const closeAllOfFile = () => closeAll(ofFile);

/** Where one cannot be closed, the others still are: a later file may run in this process. */
async function closeAll(open: Close[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of open.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `not closed: ${failures.join('; ')}`);
}
