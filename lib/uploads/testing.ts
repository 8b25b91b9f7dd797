import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { importUpload } from './import-upload'
import { reviewUpload } from './review-upload'
import { UploadInput } from './schema'
import { stageUpload } from './stage-upload'
import { chunksOf, jsonLines } from './testing-files'

/** An admin's access, for tests. */
export async function adminAccess() {
  const email = 'ines@example.org'
  const user = await db.user.upsert({
    where: { email },
    update: {},
    create: { email, name: 'Ines Albrecht', role: 'ADMIN', passwordHash: 'none' },
  })
  return authorizeActorSite(user, 'uploads:manage')
}

/** An admin's access to what only admins bring in, for tests. */
export async function importAccess() {
  return authorizeActorSite((await adminAccess()).actor, 'imports:manage')
}

export { chunksOf, jsonLines } from './testing-files'

/** How an import may go about what is wrong with a file. */
export const careless = { leaveOutProblems: true, acceptEmpty: false }
export const strict = { leaveOutProblems: false, acceptEmpty: false }

type Target = { name?: string; promptSetId?: string }

/** Stages a file of this content. @returns the upload's id */
export async function stageText(kind: 'PROMPTS' | 'RESPONSES', content: string, target: Target): Promise<string> {
  const input = UploadInput.parse({ kind, filename: 'file.jsonl', ...target })
  return stageUpload(await adminAccess(), input, chunksOf(content))
}

/** A set of prompts q-1 to q-4. @returns its id */
export async function makeSetOfFour(name: string): Promise<string> {
  const prompts = [1, 2, 3, 4].map((n) => ({
    id: `q-${n}`,
    prompt: `Question ${n}?`,
    category: n < 3 ? 'early' : 'late',
  }))
  const uploadId = await stageText('PROMPTS', jsonLines(prompts), { name })
  await importUpload(await adminAccess(), { uploadId, ...strict })
  return (await db.promptSet.findUniqueOrThrow({ where: { name } })).id
}

/** A file of responses to some of them. */
export function responsesTo(ids: number[], text = 'Answer'): string {
  return jsonLines(ids.map((n) => ({ id: `q-${n}`, response: `${text} ${n}.` })))
}

/** What the review of an upload finds. */
export async function reviewed(uploadId: string) {
  const { problems, counts, fine, present } = await reviewUpload(await adminAccess(), uploadId)
  return { fine, present, counts, problems: problems.map(({ line, problem, detail }) => [line, problem, detail]) }
}

/** How many rows there are of all that uploads write. */
export async function countRows() {
  const [uploads, rows, sets, prompts, systems, responses] = await Promise.all([
    db.upload.count(),
    db.uploadRow.count(),
    db.promptSet.count(),
    db.prompt.count(),
    db.system.count(),
    db.systemResponse.count(),
  ])
  return { uploads, rows, sets, prompts, systems, responses }
}
