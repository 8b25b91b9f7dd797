import 'server-only'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { ModelSettings } from '@/lib/models/design'

/** A model of a study as captions tell of it, with what each question is asked about. */
export type ToldModel = {
  code: string
  group: string
  settings: ModelSettings
  criteria: readonly { unit: 'RESPONSE' | 'TURN' }[]
}

/** The models that a study's design has asked; none that only their verdicts were brought in of. */
export async function readModels(studyId: string): Promise<ToldModel[]> {
  const [models, criteria] = await Promise.all([
    db.annotator.findMany({
      where: { studyId, llm: { not: Prisma.DbNull }, excludedAt: null },
      orderBy: { code: 'asc' },
      select: { code: true, llm: true, group: { select: { name: true } } },
    }),
    db.criterion.findMany({ where: { studyId }, orderBy: { position: 'asc' }, select: { unit: true } }),
  ])
  return models.flatMap(({ code, llm, group }) => {
    const settings = ModelSettings.safeParse(llm).data
    return settings ? [{ code, group: group.name, settings, criteria }] : []
  })
}
