/** How long work goes on before messages that have come in are looked at, in milliseconds. */
const slice = 30;

/** For long work: to be awaited between its steps. It pauses now and then, and answers whether it has, for then things may have changed. */
export function createPause(): () => Promise<boolean> {
  let until = performance.now() + slice;
  return async () => {
    if (performance.now() < until) return false;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + slice;
    return true;
  };
}
