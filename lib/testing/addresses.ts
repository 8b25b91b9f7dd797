import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import type { EndpointHandler } from '@/lib/server/answer-from'
import { type Endpoint, V1 } from '@/lib/server/endpoint'
import type { Handler } from '@/lib/server/route'

type Action = ((input: unknown) => Promise<unknown>) & { needs?: string; input?: z.ZodType }

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Every route handler of the app, as `GET /api/health`. Not to be called: only to be asked what it is. */
export async function listRoutes(): Promise<[name: string, handler: Partial<Handler>][]> {
  const found = filesNamed('route.ts').map(async (file) => {
    const address = `/${path.dirname(path.relative('app', file))}`
    const loaded = await load<Partial<Handler> & Partial<EndpointHandler>>(file)
    const { endpoints } = loaded.GET ?? {}
    if (endpoints) return endpoints.map(asRoute)
    return Object.entries(loaded)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, handler]): [string, Partial<Handler>] => [`${method} ${address}`, handler])
  })
  return (await Promise.all(found)).flat()
}

/** An address of the public API by its name in the same form: `GET /api/v1/studies/[studyId]`. */
function asRoute({ gate }: Endpoint): [name: string, handler: Partial<Handler>] {
  const path = gate.path === '/' ? '' : gate.path.replaceAll(/\{(\w+)\}/g, '[$1]')
  return [`${gate.method} ${V1}${path}`, { gate }]
}

/** Every server action of the app, by folder and name. */
export async function listActions(): Promise<[name: string, action: Action][]> {
  const found = filesNamed('actions.ts').map(async (file) =>
    Object.entries(await load<Action>(file)).map(([name, action]): [string, Action] => [
      `${path.dirname(file)} ${name}`,
      action,
    ]),
  )
  return (await Promise.all(found)).flat()
}

function filesNamed(name: string): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .map((file) => path.join('app', file))
    .sort()
}

async function load<T>(file: string): Promise<Record<string, T>> {
  return (await import(path.resolve(file))) as Record<string, T>
}
