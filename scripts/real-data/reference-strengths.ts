import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ELO_PER_LOGIT } from '@/lib/stats/strength-scale'
import type { Case } from '../golden/types'
import { REAL_DATA, shortName } from './rows'

type Strengths = { tiesAsHalf: number; davidson: number; davidsonSe: number }

/** Strengths of a real study's systems as other implementations have them, and their errors by prompt. */
export function strengthsOf(study: string): Map<string, Strengths> {
  const file = path.resolve(REAL_DATA, `../golden/expected/bt/${study}.json`)
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }
  const of = (stat: string) => cases.find((entry) => entry.stat === stat) as Case
  const values = (stat: string) => of(stat).expected as number[]
  const systems = of('theta_davidson').args.systems ?? []
  return new Map(
    systems.map((system, k) => [
      shortName(system),
      {
        tiesAsHalf: values('rating_ties_half_mean1000')[k] as number,
        davidson: values('rating_davidson_mean1000')[k] as number,
        davidsonSe: ELO_PER_LOGIT * (values('se_davidson_cluster_prompt')[k] as number),
      },
    ]),
  )
}
