import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Answer } from './ask'
import type { Target } from './target'

/** A server action as the build knows it: any page that holds it takes it. */
export type BuiltAction = { id: string; name: string; page: string }

/** Every server action of the build, named as `app/account savePassword`. */
export function builtActions(): BuiltAction[] {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => ({
    id,
    name: `${path.dirname(filename)} ${exportedName}`,
    page: pageOf(Object.keys(workers)[0] ?? ''),
  }))
}

type Manifest = { node: Record<string, { filename: string; exportedName: string; workers: object }> }

/** `app/studies/[studyId]/(tabs)/page` is served as `/studies/[studyId]`. */
function pageOf(worker: string): string {
  return `/${worker
    .replace(/^app\/?/, '')
    .replace(/\/?page$/, '')
    .replace(/\(\w+\)\/?/g, '')}`.replace(/(.)\/$/, '$1')
}

/** Calls an action as a page of this site would. */
export function act(
  { ask, cast, port }: Target,
  { id, page }: BuiltAction,
  cookie: string | undefined,
  input: object,
): Promise<Answer> {
  const host = `localhost:${port}`
  const headers = { 'next-action': id, host, origin: `http://${host}`, 'content-type': 'text/plain' }
  const at = page.replace('[studyId]', 'studyId' in input ? String(input.studyId) : cast.studyId)
  return ask({ method: 'POST', path: at, cookie, headers, body: JSON.stringify([input]) })
}

/** Whether an action did what it was asked. */
export const isDone = ({ text }: Answer) => /"ok":true/.test(text)
