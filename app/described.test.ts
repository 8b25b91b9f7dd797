import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { list, text, word } from '@/lib/inputs'
import { bodyLimit } from '@/lib/server/body-limits'
import { listActions, listRoutes } from '@/lib/testing/addresses'
import { unbounded } from '@/lib/testing/bounds'

const routes = await listRoutes()
const actions = await listActions()

test('there are addresses to go through', () => {
  expect(routes.length).toBeGreaterThan(15)
  expect(actions.length).toBeGreaterThan(10)
})

test.each(routes)('%s says who may ask, with what, and what it answers', (name, { gate }) => {
  expect(gate?.needs).toBeTypeOf('string')
  expect(gate?.reply.kind).toMatch(/^(json|file)$/)
  const inPath = [...name.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, part]) => part)
  const { params = z.object({}), body } = gate ?? {}
  expect(params instanceof z.ZodObject && Object.keys(params.shape)).toEqual(inPath)
  if (name.startsWith('GET')) expect(name.includes('/auth/') || !body).toBe(true)
  // What the door lets in is what is read.
  else expect(body?.maxBytes).toBe(bodyLimit(name.replace(/^\w+ /, '')))
})

test.each(routes)('%s takes nothing without an end', (_, { gate }) => {
  for (const part of [gate?.params, gate?.query, gate?.body?.schema]) if (part) expect(unbounded(part)).toEqual([])
})

test.each(actions)('%s takes nothing without an end', (_, { input }) => {
  expect(input && unbounded(input)).toEqual([])
})

test('what has no end is found wherever it stands', () => {
  const open = z.object({
    a: z.string(),
    b: z.array(z.object({ c: z.string().max(5), d: z.number().min(1) })),
    e: z.record(z.string(), z.boolean()).optional(),
    f: z.union([z.literal('x'), z.string().trim().default('')]),
    g: list(text(5), 3, 'words').nullable(),
    h: z.unknown(),
    i: word().transform(Number).pipe(z.number()),
  })
  expect(unbounded(open)).toEqual([
    'a takes a text of any length',
    'a takes what cannot be stored',
    'b takes a list of any length',
    'b[].c takes what cannot be stored',
    'b[].d takes any number',
    'e takes any number of names',
    'e{name} takes a text of any length',
    'e{name} takes what cannot be stored',
    'f takes a text of any length',
    'f takes what cannot be stored',
    'h takes a unknown, of which nothing is known',
  ])
})

test('actions stand in files of their own, where their gate is seen', () => {
  const sources = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
  const within = sources.filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
  const calling = within.filter((file) => readFileSync(file, 'utf8').includes("'use server'"))
  expect(calling.length).toBeGreaterThan(5)
  expect(calling.filter((file) => path.basename(file) !== 'actions.ts')).toEqual([])
})
