import type { DeskOption } from '@/lib/judgments/schema'
import { anchorsFit } from './scale-layout'

/** Whether there is anything to say of what options stand for. */
export function haveMeanings(options: readonly DeskOption[]): boolean {
  return options.some(({ anchor }) => anchor !== '')
}

/** Where the way to it may go, since the options say it themselves. */
const NEEDLESS = { sm: 'sm:hidden', spread: 'spread:hidden', tools: 'tools:hidden', none: '' }

export function whereNeedless(options: readonly DeskOption[], isRow: boolean): string {
  return NEEDLESS[anchorsFit(options, isRow)]
}
