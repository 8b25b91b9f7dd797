import type { Concern } from '@/lib/monitor/concerns'

/** What deserves a look, the same wherever it is said. */
export function concernWords({ kind, count, of }: Concern): string {
  switch (kind) {
    case 'speed':
      return `${Math.round((100 * count) / of)}% of the last ${of} verdicts sooner than what is shown can be read.`
    case 'checks':
      return `${count} of ${of} check and gold items missed.`
    case 'same':
      return `One option in ${count} of the last ${of} answers; others vary more.`
  }
}
