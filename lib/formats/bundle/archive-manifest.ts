import 'server-only'
import type { Access } from '@/lib/auth/access'
import type { PreferenceQuery } from '@/lib/exports/preference-query'
import { termsWords } from '@/lib/exports/text-terms'
import { toolManifest } from '@/lib/exports/tool-manifest'
import { PREFERENCES } from '../export/tool-policies'
import type { BundleFacts } from './bundle-facts'

/** What an archive holds and what it does not, and why: first of all, whether the texts are in it. */
export async function archiveManifest(
  access: Access<'study:export'>,
  { title, id, terms, hasTexts, snapshot, protocol }: BundleFacts,
  query: PreferenceQuery,
): Promise<string> {
  const { recorded, counted } = snapshot.numbers
  const preferences = hasTexts && protocol === 'COMPARISON' ? { name: 'preference', policy: PREFERENCES } : null
  const manifest = {
    ...{ study: title, studyId: id },
    snapshot: { id: snapshot.id, at: snapshot.at, note: snapshot.note, dataHash: snapshot.dataHash },
    texts: { included: hasTexts, licence: terms.licence.written, note: termsWords(terms) },
    judgments: {
      ...{ recorded, counted, notCounted: recorded - counted },
      note: 'Every answer on record has a row; the column left_out says why one is not counted.',
    },
    ...(preferences && { preference: await toolManifest(access, preferences, query) }),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
