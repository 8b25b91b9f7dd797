import { agreement } from './agreement'
import { bias } from './bias'
import { bootstrap } from './bootstrap'
import { bt, elo } from './bt'
import { quality } from './quality'
import { rates } from './rates'
import { sequential } from './sequential'
import { tests } from './tests'
import type { Family } from './types'

/** Every family of reference values that is checked, by the name of its folder. */
export const FAMILIES: Record<string, Family> = {
  agreement,
  bias,
  bootstrap,
  bt,
  elo,
  quality,
  rates,
  sequential,
  tests,
}
