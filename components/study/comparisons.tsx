'use client'

import Link from 'next/link'
import { Checkbox } from '@/components/ui/checkbox'
import { count } from '@/components/ui/count'
import { Select } from '@/components/ui/select'
import type { Choices } from '@/lib/studies/queries'
import type { PartProps } from './question-fields'

/** Which prompts, which focal system, against which baselines. */
export function Comparisons({ design, change, errors, choices }: PartProps & { choices: Choices }) {
  const set = choices.promptSets.find(({ id }) => id === design.promptSetId)
  const systems = choices.coverage.filter(({ promptSetId }) => promptSetId === design.promptSetId)
  const short = (responses: number) => set !== undefined && responses < set.prompts
  return (
    <section className="design-part" aria-labelledby="part-comparisons">
      <h2 id="part-comparisons">Comparisons</h2>
      <div className="stack">
        {choices.promptSets.length === 0 && (
          <p>
            There is no prompt set yet. <Link href="/prompt-sets">Upload one</Link> and the outputs of two systems
            first.
          </p>
        )}
        <div className="pair">
          <Select
            label="Prompt set"
            placeholder="Choose a prompt set"
            value={design.promptSetId}
            onChange={(promptSetId) => change({ promptSetId, focalSystemId: '', baselineIds: [] })}
            options={choices.promptSets.map(({ id, name, prompts }) => ({
              value: id,
              label: `${name}, ${count(prompts, 'prompt')}`,
            }))}
            errors={errors('promptSetId')}
          />
          <Select
            label="Focal system"
            placeholder={set ? 'Choose the system in question' : 'Choose a prompt set first'}
            value={design.focalSystemId}
            onChange={(focalSystemId) =>
              change({ focalSystemId, baselineIds: design.baselineIds.filter((id) => id !== focalSystemId) })
            }
            options={systems.map(({ systemId, name, responses }) => ({
              value: systemId,
              label: short(responses) ? `${name} (${responses} of ${set?.prompts})` : name,
            }))}
            errors={errors('focalSystemId')}
          />
        </div>
        <fieldset>
          <legend className="label">Baselines</legend>
          {systems.length < 2 && (
            <p className="quiet">{set ? 'This set needs the outputs of two systems.' : 'Choose a prompt set first.'}</p>
          )}
          <div className="choices">
            {systems
              .filter(({ systemId }) => systemId !== design.focalSystemId)
              .map(({ systemId, name, responses }) => (
                <Checkbox
                  key={systemId}
                  isSelected={design.baselineIds.includes(systemId)}
                  onChange={(on) =>
                    change({
                      baselineIds: on
                        ? [...design.baselineIds, systemId]
                        : design.baselineIds.filter((id) => id !== systemId),
                    })
                  }
                >
                  {name}{' '}
                  {short(responses) && (
                    <span className="quiet">
                      {responses} of {set?.prompts}
                    </span>
                  )}
                </Checkbox>
              ))}
          </div>
          {errors('baselineIds') && <span className="error">{errors('baselineIds')?.join(' ')}</span>}
        </fieldset>
      </div>
    </section>
  )
}
