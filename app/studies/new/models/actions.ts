'use server'

import { z } from 'zod'
import { StudyInput } from '@/lib/designs/schema'
import { estimateModels } from '@/lib/runs/estimate-models'
import { exampleItem } from '@/lib/runs/example-item'
import { action } from '@/lib/server/action'

const needs = 'providers:use'
const draft = z.object({ design: StudyInput })

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
