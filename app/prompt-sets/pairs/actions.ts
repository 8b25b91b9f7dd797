'use server'

import { action } from '@/lib/server/action'
import { discardJudgments } from '@/lib/uploads/judgments/discard-judgments'
import { requestPairsImport } from '@/lib/uploads/judgments/request-judgments'
import { DiscardImportInput, PairsInput } from '@/lib/uploads/judgments/schema'

/** Writes prompts and responses of reviewed files of pairs into a prompt set, all or nothing; of large ones, after a while. */
export const bringPairs = action({ input: PairsInput, needs: 'imports:manage' }, requestPairsImport)

/** Throws reviewed files of pairs away. */
export const discardPairs = action({ input: DiscardImportInput, needs: 'imports:manage' }, discardJudgments)
