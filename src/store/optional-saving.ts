/** Saving what can be derived again, the same in every store. */

/**
 * Does nothing if a store is read-only, or if the work fails because nothing can be written, as on a full disk.
 * @throws other errors of the work
 */
export function optionalSaving(
  writable: boolean,
  saysUnwritable: (error: unknown) => boolean,
): (work: () => Promise<void>) => Promise<void> {
  return async (work) => {
    try {
      if (writable) await work();
    } catch (error) {
      if (!saysUnwritable(error)) throw error;
    }
  };
}
