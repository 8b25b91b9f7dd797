import { createHash } from 'node:crypto'

const MAX = 2 ** 31

/**
 * Where an annotator's walk through the ranks begins, as a number from 0 to 2³¹ − 1 that the claim scales to the
 * study's items. Drawn from the seed and the annotator's code, so that people start apart and nobody walks over what
 * they have judged before.
 */
export function startRank(seed: number, code: string): number {
  return createHash('sha256').update(`${seed}/start of ${code}`).digest().readUInt32BE(0) % MAX
}
