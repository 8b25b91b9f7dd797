'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { Note } from '@/components/ui/text'
import type { RatingOption } from '@/lib/protocols/rating/design'
import { TextInputCell } from '../cells'

type Props = {
  options: RatingOption[]
  set: (options: RatingOption[]) => void
  errors: (field: string) => string[] | undefined
}

/** What files call the options: folded away, since it follows the labels by itself. */
export function OptionCodes({ options, set, errors }: Props) {
  return (
    <Disclosure
      label="Codes in files"
      aside={options.map(({ code }) => code || '–').join(', ')}
      isOpen={options.some((_, index) => errors(`.${index}.code`))}
      isPlain
    >
      <Note>
        Exported files call the options by these codes: capital letters, digits and underscores. A new label changes its
        code, unless you have typed one here.
      </Note>
      <ul className="grid list-none grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 gap-y-2">
        {options.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: all of its parts can change
          <li key={index} className="[&_input]:font-mono">
            <TextInputCell
              label={`Code of option ${index + 1}`}
              value={option.code}
              onChange={(code) =>
                set(options.map((other, at) => (at === index ? { ...other, code: code.toUpperCase() } : other)))
              }
              maxLength={40}
              errors={errors(`.${index}.code`)}
            />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
