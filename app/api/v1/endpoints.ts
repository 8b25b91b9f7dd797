import { file } from '@/lib/server/describe'
import { type Endpoint, endpoint } from '@/lib/server/endpoint'
import { makeDocument } from '@/lib/server/openapi'
import { version } from '@/package.json'
import * as judges from './judges'
import * as links from './links'
import * as meta from './meta'
import * as people from './people'
import * as personalLinks from './personal-links'
import * as promptSets from './prompt-sets'
import * as results from './results'
import * as studies from './studies'
import * as files from './study-files'
import * as team from './team'
import * as tokens from './tokens'
import * as uploads from './uploads'
import * as webhooks from './webhooks'

/** The document that is made of the same gates as the addresses themselves. */
const document = endpoint(
  {
    ...{ method: 'GET', path: '/openapi.json', needs: 'nobody', scope: null },
    summary: 'This API as an OpenAPI 3.1 document.',
    reply: file('application/json'),
  },
  async () => Response.json(apiDocument(), { headers: { 'cache-control': 'no-store' } }),
)

/** Every address of the public API. One that stands in none of these files does not exist. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...[
    meta,
    { document },
    studies,
    files,
    links,
    people,
    personalLinks,
    team,
    judges,
    results,
    promptSets,
    uploads,
    webhooks,
    tokens,
  ].flatMap((group): Endpoint[] => Object.values(group)),
]

let made: ReturnType<typeof makeDocument> | undefined

/** The document of this version. */
export function apiDocument() {
  made ??= makeDocument(ENDPOINTS, version)
  return made
}
