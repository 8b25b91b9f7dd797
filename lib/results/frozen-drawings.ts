import 'server-only'
import { setImmediate as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Figure } from '@/lib/figures/figure'

/** A figure as it was drawn, with the words and the table beside it; without its numbers, which are kept apart. */
export type FrozenDrawing = Pick<Figure, 'study' | 'name' | 'title' | 'caption' | 'size'> & {
  /** In print look; null where nothing of it is drawn. */
  svg: string | null
  table: Pick<Figure['table'], 'columns' | 'rows' | 'over'>
}

/** Draws figures, letting others go on in between, and packs them. */
export async function packDrawings(figures: readonly Figure[]): Promise<Uint8Array<ArrayBuffer>> {
  const drawn: FrozenDrawing[] = []
  for (const { study, name, title, caption, size, draw, table } of figures) {
    const { columns, rows, over } = table
    const svg = draw?.({ look: 'print', width: 'wide' }) ?? null
    const beside = { columns, rows, ...(over !== undefined && { over }) }
    drawn.push({ ...{ study, name, title, caption, size, svg }, table: beside })
    await pause()
  }
  return new Uint8Array(await promisify(gzip)(JSON.stringify(drawn)))
}

/** Unpacks them; none of a snapshot that was made before drawings were kept. */
export async function unpackDrawings(packed: Uint8Array | null): Promise<FrozenDrawing[]> {
  // Only `packDrawings` writes what is read here.
  return packed ? (JSON.parse((await promisify(gunzip)(packed)).toString()) as FrozenDrawing[]) : []
}
