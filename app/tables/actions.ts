'use server'

import { action } from '@/lib/server/action'
import { deleteMapping, keepMapping } from '@/lib/uploads/mapping/kept-mappings'
import { DeleteMappingInput, Mapping } from '@/lib/uploads/mapping/schema'

/** Keeps a mapping under its name. */
export const keep = action({ input: Mapping, needs: 'imports:manage' }, keepMapping)

/** Forgets a mapping; what was read by it stays. */
export const forget = action({ input: DeleteMappingInput, needs: 'imports:manage' }, deleteMapping)
