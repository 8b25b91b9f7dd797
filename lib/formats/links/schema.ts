import { z } from 'zod'
import { whole } from '@/lib/inputs'
import { STUDY_FILES } from '../export/study-files'

/** A week. */
const MOST_MINUTES = 7 * 24 * 60

/** Which file a link is to, and how long it works. */
export const FileLinkInput = z.strictObject({
  file: z.enum(STUDY_FILES.map(({ name }) => name)),
  minutes: whole(1, MOST_MINUTES),
})
export type FileLinkInput = z.output<typeof FileLinkInput>
