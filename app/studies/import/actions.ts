'use server'

import { action } from '@/lib/server/action'
import { discardJudgments } from '@/lib/uploads/judgments/discard-judgments'
import { requestStudyImport } from '@/lib/uploads/judgments/request-judgments'
import { DiscardImportInput, FinishedStudyInput } from '@/lib/uploads/judgments/schema'

/** Makes a closed study of reviewed files of judgments, all or nothing; of large ones, after a while. */
export const importFinished = action({ input: FinishedStudyInput, needs: 'imports:manage' }, requestStudyImport)

/** Throws reviewed files of judgments away. */
export const discardFinished = action({ input: DiscardImportInput, needs: 'imports:manage' }, discardJudgments)
