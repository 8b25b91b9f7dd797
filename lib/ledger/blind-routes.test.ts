import { expect, test } from 'vitest'
import { listRoutes } from '@/lib/testing/addresses'
import { BLIND_ROUTES } from './blind-routes'

test('the certificate lists every route that answers somebody who judges', async () => {
  const theirs = (await listRoutes()).filter(([, { gate }]) => /^(judgment:submit|desk:open)$/.test(gate?.needs ?? ''))
  const listed = BLIND_ROUTES.map(({ route }) => route).filter((route) => / /.test(route))
  expect(theirs.map(([name]) => name).sort()).toEqual([...listed].sort())
})
