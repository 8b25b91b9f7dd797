'use client'

import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { Part } from './part'
import { PROTOCOLS } from './protocol-words'

const KINDS = Object.keys(PROTOCOLS) as ProtocolKind[]

/** What annotators are shown: the first thing to decide, since most of the form depends on it. */
export function ProtocolFields({ kind, choose }: { kind: ProtocolKind; choose: (kind: ProtocolKind) => void }) {
  return (
    <Part id="protocol" title="Protocol">
      <fieldset className="grid grid-cols-2 gap-4 max-md:grid-cols-[minmax(0,1fr)]">
        <legend className="sr-only">What annotators judge</legend>
        {KINDS.map((each) => (
          <label
            key={each}
            className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] content-start gap-x-[0.6rem] rounded-md border border-rule-strong bg-surface p-[0.9rem] hover:border-ink has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              className="mt-[0.15rem] focus-visible:outline-none"
              type="radio"
              name="protocol"
              checked={kind === each}
              onChange={() => choose(each)}
              aria-labelledby={`protocol-${each}`}
              aria-describedby={`protocol-${each}-about`}
            />
            <span className="text-sm/[1.4] font-semibold" id={`protocol-${each}`}>
              {PROTOCOLS[each].name}
            </span>
            <span className="col-start-2 mt-1 block text-xs/normal text-ink-2" id={`protocol-${each}-about`}>
              {PROTOCOLS[each].about} <span className="mt-1 block">{PROTOCOLS[each].lima}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Part>
  )
}
