'use client'

import { fieldLabel } from '@/components/ui/field-look'
import { TextField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import { ENDING_KINDS, ENDING_NAMES, type Ending, HABITS, type Platform } from '@/lib/recruitments/platforms'
import type { Endings } from '@/lib/recruitments/schema'

type Props = {
  platform: Platform
  endings: Endings
  errors: Record<string, string[]> | undefined
  onChange: (endings: Endings) => void
}

/** What a platform needs to know of its endings. */
const SAYS: Record<Platform, string> = {
  PROLIFIC: 'Enter these codes at Prolific under “How do you confirm completion?”, each with what is to follow.',
  CONNECT:
    'Copy both addresses from the project’s settings at Connect: the completion redirect and the partial redirect.',
  SONA: 'Copy the address for crediting from the study at SONA, with {participant} in the place of the survey code.',
  PANEL:
    'Addresses may have {participant}, {session}, {code} and {outcome}, which are filled in. One of the two is enough.',
}

/** When each of them comes to be. */
const WHEN: Record<Ending, string> = {
  COMPLETED: 'All that was theirs to judge is judged, and there was a place.',
  SCREENED_OUT: 'Too few practice items right.',
  NO_CONSENT: 'They did not agree to the terms.',
  FAILED_CHECKS: 'Too many checks missed: you look yourself.',
  FULL: 'No place, or nothing left to judge; also for who finishes after the last place went.',
  DEVICE: 'They have no computer, and the study needs one.',
}

/** What each ending brings: its code, its address, as the platform has it. */
export function EndingFields({ platform, endings, errors, onChange }: Props) {
  const { asks } = HABITS[platform]
  const set = (ending: Ending, part: 'code' | 'address', value: string) =>
    onChange({ ...endings, [ending]: { ...endings[ending], [part]: value } })
  const shown = ENDING_KINDS.filter((ending) => asks.code || asks.address.includes(ending))
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className={fieldLabel()}>What each ending brings</legend>
      <Note className="mb-3">{SAYS[platform]}</Note>
      <div className="grid gap-4">
        {shown.map((ending) => (
          <div
            key={ending}
            className="grid items-start gap-x-4 gap-y-2 border-t border-rule pt-3 sm:grid-cols-[12rem_1fr]"
          >
            <p className="text-sm">
              <strong>{ENDING_NAMES[ending]}</strong>
              <span className="block text-xs/normal text-ink-2">{WHEN[ending]}</span>
            </p>
            <div className="grid gap-2">
              {asks.code && (
                <TextField
                  name={`endings.${ending}.code`}
                  label="Code"
                  value={endings[ending].code}
                  onChange={(value) => set(ending, 'code', value)}
                  maxLength={64}
                  autoComplete="off"
                  errors={errors?.[`endings.${ending}.code`]}
                />
              )}
              {asks.address.includes(ending) && (
                <TextField
                  name={`endings.${ending}.address`}
                  label="Address to go back to"
                  value={endings[ending].address}
                  onChange={(value) => set(ending, 'address', value)}
                  maxLength={1000}
                  autoComplete="off"
                  errors={errors?.[`endings.${ending}.address`]}
                />
              )}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  )
}
