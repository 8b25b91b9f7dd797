/** Most files are smaller: they are here whole before anything is held for them. */
const AHEAD_BYTES = 1024 * 1024

/**
 * Takes the beginning of what comes slowly, so that whoever holds something dear while it is read begins when most of it
 * is there.
 * @returns the same chunks, in order
 */
export async function readAhead(chunks: AsyncGenerator<Uint8Array>): Promise<AsyncGenerator<Uint8Array>> {
  const held: Uint8Array[] = []
  let isWhole = false
  for (let bytes = 0; bytes < AHEAD_BYTES && !isWhole; ) {
    const next = await chunks.next()
    if (next.done) isWhole = true
    else {
      held.push(next.value)
      bytes += next.value.length
    }
  }
  return (async function* () {
    yield* held
    if (!isWhole) yield* chunks
  })()
}
