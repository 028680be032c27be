/** Calls once when the device pixel ratio changes, which it does without a resize on the way to another screen. */
export function whenRatioChanges(then: () => void, signal: AbortSignal): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', then, { once: true, signal });
}
