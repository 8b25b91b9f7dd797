import 'server-only'
import type { ModelSource } from '@/components/study/design/models/source'
import { listUsableProviders } from '@/lib/providers/queries'
import { sitePageAccess } from '@/lib/server/page'
import { estimateDraft, showExample } from './actions'

/** What the form of a design needs to have language models in it. */
export async function readModelSource(): Promise<ModelSource> {
  const access = await sitePageAccess('providers:use')
  return {
    providers: await listUsableProviders(access),
    isAdmin: access.actor.role === 'ADMIN',
    example: showExample,
    estimate: estimateDraft,
  }
}
