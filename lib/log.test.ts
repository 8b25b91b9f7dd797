import { pino } from 'pino'
import { expect, test } from 'vitest'
import { log } from './log'

test.each(['err', 'error'])('an error logged as `%s` tells what happened', (key) => {
  const serializers = Reflect.get(log, pino.symbols.serializersSym) as Record<string, (error: Error) => unknown>
  expect(JSON.stringify(serializers[key]?.(new Error('no figure')))).toContain('no figure')
})
