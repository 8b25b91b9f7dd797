import { z } from 'zod'
import { isStorable, NOT_STORABLE } from './storable'

/** The longest query, name or code that is read where nothing says less. */
const ANY_WORD = 2000

const count = (number: number) => number.toLocaleString('en')

/** A text that people write: without outer spaces, of a length the field can hold, of characters the database can. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${count(max)} characters.`)
    .refine(isStorable, NOT_STORABLE)

/** A text as it is, spaces and all: a name to look up, a value of a filter. */
export const word = (max = ANY_WORD, wrong?: string) =>
  z
    .string(wrong)
    .max(max, `At most ${count(max)} characters.`)
    .refine(isStorable, NOT_STORABLE)

/** A whole number within bounds. */
export const whole = (min: number, max: number) =>
  z
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(min, `At least ${count(min)}.`)
    .max(max, `At most ${count(max)}.`)

/** A number within bounds. */
export const real = (min: number, max: number) =>
  z
    .number('Enter a number.')
    .min(min, `At least ${min}.`)
    .max(max, `At most ${count(max)}.`)

/** Values by names, at most so many. Names are held to the same characters as values are. */
export const byName = <V extends z.ZodType>(value: V, most: number) =>
  z
    .record(word(200), value)
    .refine((named) => Object.keys(named).length <= most, { error: `At most ${count(most)} entries.`, abort: true })
    .meta({ most })

/**
 * A list of at most so many. A longer one is refused before anything compares its elements with one another: other checks
 * of zod go on after a failed one, and all of them would run over a list of any length.
 */
export const list = <V extends z.ZodType>(of: V, most: number, things: string) =>
  z.array(of).max(most, { error: `At most ${count(most)} ${things}.`, abort: true })
