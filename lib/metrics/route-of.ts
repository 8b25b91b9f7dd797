import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const Route = z.object({ page: z.string(), regex: z.string() })
const Manifest = z.object({ staticRoutes: z.array(Route), dynamicRoutes: z.array(Route) })

/** Gives the route that a path is of, with its changing parts in brackets: `/studies/[studyId]/results`. */
export type RouteOf = (path: string) => string

/**
 * Metrics name routes and never paths: of those there are as many as of studies, and the parts of some are secrets.
 * @param manifest as a build has it; null while developing, where all is `other`
 */
export function makeRouteOf(manifest: z.output<typeof Manifest> | null): RouteOf {
  const fixed = new Set(manifest?.staticRoutes.map(({ page }) => page))
  const patterns = (manifest?.dynamicRoutes ?? []).map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }))
  return (asked) => {
    if (asked.startsWith('/_next/static/')) return '/_next/static'
    if (fixed.has(asked)) return asked
    return patterns.find(({ pattern }) => pattern.test(asked))?.page ?? 'other'
  }
}

/** The routes of this build. */
export async function readRouteOf(): Promise<RouteOf> {
  const file = path.join(process.cwd(), process.env.NEXT_DIST_DIR || '.next', 'routes-manifest.json')
  const text = await readFile(file, 'utf8').catch(() => null)
  return makeRouteOf(text === null ? null : Manifest.parse(JSON.parse(text)))
}
