import { expect, test } from 'vitest'
import { makeRouteOf } from './route-of'

const routeOf = makeRouteOf({
  staticRoutes: [
    { page: '/studies', regex: '^/studies(?:/)?$' },
    { page: '/_not-found', regex: '^/_not\\-found(?:/)?$' },
  ],
  dynamicRoutes: [
    { page: '/join/[token]', regex: '^/join/([^/]+?)(?:/)?$' },
    { page: '/studies/[studyId]/results', regex: '^/studies/([^/]+?)/results(?:/)?$' },
  ],
})

test.each([
  ['/studies', '/studies'],
  ['/studies/0b5f1d3a-9a53-4a3e-8a52-5b3a4f9f7c11/results', '/studies/[studyId]/results'],
  ['/join/a-secret-that-no-metric-may-tell', '/join/[token]'],
  ['/_next/static/chunks/abc.js', '/_next/static'],
  ['/wp-login.php', 'other'],
  ['//studies', 'other'],
])('%s is of %s', (path, route) => expect(routeOf(path)).toBe(route))

test('without a build there are no routes to name', () => expect(makeRouteOf(null)('/studies')).toBe('other'))
