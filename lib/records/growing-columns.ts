/** A column of numbers of unknown length, without an object per entry: a million judgments are a few megabytes. */
export class GrowingColumn {
  private values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const longer = new Float64Array(2 * this.length)
      longer.set(this.values)
      this.values = longer
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index] as number
  }
}

/** Names numbered in the order in which they are met, and sorted once all are known. */
export class NameTable {
  private readonly numbers = new Map<string, number>()

  /** The name's number; a new one when it is new. */
  number(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.numbers.size)
    return this.numbers.size - 1
  }

  has(name: string): boolean {
    return this.numbers.has(name)
  }

  /**
   * The names that are used, in order, `lead` before the rest.
   * @returns with them the place of each number among them, −1 where it is not used, and the number in each place
   */
  sort(used: Uint8Array, lead?: string): { names: string[]; placeOf: Int32Array; numbers: number[] } {
    const sorted: string[] = []
    for (const [name, number] of this.numbers) if (used[number] === 1 && name !== lead) sorted.push(name)
    sorted.sort()
    const first = lead === undefined ? undefined : this.numbers.get(lead)
    const names = first !== undefined && used[first] === 1 ? [lead as string, ...sorted] : sorted
    const numbers = names.map((name) => this.numbers.get(name) as number)
    const placeOf = new Int32Array(this.numbers.size).fill(-1)
    for (const [place, number] of numbers.entries()) placeOf[number] = place
    return { names, placeOf, numbers }
  }

  get size(): number {
    return this.numbers.size
  }
}
