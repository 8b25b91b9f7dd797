'use server'

import { z } from 'zod'
import { StudyInput } from '@/lib/designs/schema'
import { AppError } from '@/lib/errors'
import { whole } from '@/lib/inputs'
import { MOST_MODELS } from '@/lib/models/design'
import { estimateModels } from '@/lib/runs/estimate-models'
import { exampleItem } from '@/lib/runs/example-item'
import { tryModel } from '@/lib/runs/try-model'
import { action } from '@/lib/server/action'

const needs = 'providers:use'
const draft = z.object({ design: StudyInput })
const place = draft.extend({ group: whole(0, MOST_MODELS), model: whole(0, MOST_MODELS) })

/** The texts of one item of a design that may not be saved yet. */
export const showExample = action({ input: draft, needs }, (access, { design }) => exampleItem(access, design))

/** What the models of a design come to, as ranges, in the order of the design. */
export const estimateDraft = action({ input: draft, needs }, (access, { design }) =>
  estimateModels(
    access,
    design,
    design.models.flatMap(({ models }) => models),
  ),
)

/** Asks one model of a design about a few of its items, and stores nothing. */
export const tryDraft = action({ input: place, needs }, (access, { design, group, model: nth }) => {
  const model = design.models[group]?.models[nth]
  if (!model) throw new AppError('not_found')
  return tryModel(access, { design, model })
})
