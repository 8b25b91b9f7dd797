'use server'

import { action } from '@/lib/server/action'
import { discardJudgments } from '@/lib/uploads/judgments/discard-judgments'
import { importPairs } from '@/lib/uploads/judgments/import-pairs'
import { DiscardImportInput, PairsInput } from '@/lib/uploads/judgments/schema'

/** Writes prompts and responses of reviewed files of pairs into a prompt set, all or nothing. */
export const bringPairs = action({ input: PairsInput, needs: 'uploads:manage' }, importPairs)

/** Throws reviewed files of pairs away. */
export const discardPairs = action({ input: DiscardImportInput, needs: 'uploads:manage' }, discardJudgments)
