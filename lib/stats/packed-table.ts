/** Sums of a table's rows under any resample of them. */
export type RowSums = {
  /** Writes Σ over rows of times drawn × row, one number per column. */
  sumInto: (drawn: Float64Array, sums: Float64Array) => void
}

/**
 * Prepares the sums of a table of whole numbers, 0 or more, for resamples that take no more rows than there are. Whole
 * numbers below 2^53 are exact in a double, so neighbouring columns share one, as digits of a mixed radix: a digit's base
 * exceeds whatever a resample can make of its column (rows times its largest entry). That makes the sums a third as long.
 *
 * @param table rows × columns, row by row
 */
export function packTable(table: Int32Array, rows: number, columns: number): RowSums {
  const { slotOf, unit, base, slots } = placeColumns(table, rows, columns)
  const packed = new Float64Array(rows * slots)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const n = table[r * columns + c] as number
      if (n > 0) (packed[r * slots + (slotOf[c] as number)] as number) += n * (unit[c] as number)
    }
  }
  const totals = new Float64Array(slots)
  const used = new Int32Array(rows)
  return {
    sumInto(drawn, sums) {
      let n = 0
      let taken = 0
      for (let r = 0; r < rows; r++) {
        if (drawn[r] === 0) continue
        used[n++] = r
        taken += drawn[r] as number
      }
      if (taken > rows) throw new RangeError(`A resample takes at most ${rows} clusters, got ${taken}`)
      totals.fill(0)
      addRows(packed, slots, used.subarray(0, n), drawn, totals)
      for (let c = 0; c < columns; c++)
        sums[c] = Math.floor((totals[slotOf[c] as number] as number) / (unit[c] as number)) % (base[c] as number)
    },
  }
}

/** In which double each column is, the unit of its digit, and the digit's base. */
function placeColumns(table: Int32Array, rows: number, columns: number) {
  const largest = new Int32Array(columns)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const n = table[r * columns + c] as number
      if (n > (largest[c] as number)) largest[c] = n
    }
  }
  const slotOf = new Int32Array(columns)
  const unit = new Float64Array(columns)
  const base = Float64Array.from(largest, (most) => most * rows + 1)
  let slot = 0
  let filled = 1
  for (let c = 0; c < columns; c++) {
    if (c > 0 && filled * (base[c] as number) > Number.MAX_SAFE_INTEGER) {
      slot++
      filled = 1
    }
    slotOf[c] = slot
    unit[c] = filled
    filled *= base[c] as number
  }
  return { slotOf, unit, base, slots: slot + 1 }
}

/** Adds the rows used, each as often as it was drawn, four at a time: the sums are read and written a quarter as often. */
function addRows(table: Float64Array, width: number, used: Int32Array, drawn: Float64Array, sums: Float64Array): void {
  let e = 0
  for (; e + 4 <= used.length; e += 4) {
    const [g, h, i, j] = [used[e], used[e + 1], used[e + 2], used[e + 3]] as [number, number, number, number]
    const [a, b, c, d] = [drawn[g], drawn[h], drawn[i], drawn[j]] as [number, number, number, number]
    const [ga, hb, ic, jd] = [g * width, h * width, i * width, j * width]
    for (let k = 0; k < width; k++)
      (sums[k] as number) +=
        a * (table[ga + k] as number) +
        b * (table[hb + k] as number) +
        c * (table[ic + k] as number) +
        d * (table[jd + k] as number)
  }
  for (; e < used.length; e++) {
    const row = (used[e] as number) * width
    const times = drawn[used[e] as number] as number
    for (let k = 0; k < width; k++) (sums[k] as number) += times * (table[row + k] as number)
  }
}
