import 'server-only'
import type { Access } from '@/lib/auth/access'
import { exportRows } from '@/lib/exports/export-judgments'
import { type ExportedJudgment, parseExported } from '../read-export'

/** A study's judgments as the export would tell them: what is computed from them is computed as from the file. */
export async function* readRows(access: Access<'study:results'>): AsyncGenerator<ExportedJudgment> {
  const { batches } = await exportRows(access)
  for await (const batch of batches) for (const row of batch) yield parseExported(row)
}
