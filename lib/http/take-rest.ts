/** How long what nobody needs any more is still taken, so that an answer is heard. */
const PATIENCE_MS = 20_000

/**
 * Takes what is still to come of a body and throws it away: an answer given while its sender is still sending would
 * reset the connection, and the reason would never be seen. Beyond some seconds, or `most` bytes, the connection may go.
 */
export async function takeRest(reader: ReadableStreamDefaultReader<Uint8Array>, most: number): Promise<void> {
  // Nothing that came is kept: a race with one promise of the end would keep it all, up to an upload's size.
  const patience = setTimeout(() => void reader.cancel().catch(() => undefined), PATIENCE_MS)
  try {
    for (let taken = 0; taken <= most; ) {
      const next = await reader.read()
      if (next.done) return
      taken += next.value.length
    }
    await reader.cancel()
  } catch {
    // The connection broke: nobody waits for an answer.
  } finally {
    clearTimeout(patience)
  }
}

/** The same for a body that nobody has begun to read. */
export async function takeUnread({ body, bodyUsed }: Pick<Request, 'body' | 'bodyUsed'>, most: number): Promise<void> {
  if (body && !bodyUsed && !body.locked) await takeRest(body.getReader(), most)
}
