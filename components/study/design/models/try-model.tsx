'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { SecondsPassed } from '@/components/ui/seconds-passed'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { StudyInput } from '@/lib/designs/schema'
import { protocolOf } from '@/lib/protocols/protocol-of'
import type { Trials } from '@/lib/runs/try-model'
import { askTrials } from './ask-trials'
import { DesignTrouble } from './design-trouble'
import type { ModelPlace } from './source'
import { Tries } from './tries'

const TRIED = 5

type Props = { design: StudyInput; at: ModelPlace }

/** Asks a model about a few items of the prompt set, to read what it makes of them. Nothing of it is stored. */
export function TryModel({ design, at }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { ask, giveUp, tried, trouble, isPending, isGivenUp } = useTrials(design, at)
  const open = (next: boolean) => {
    setOpen(next)
    if (next) ask()
    else giveUp()
  }
  const model = design.models[at.group]?.models[at.model]?.model ?? ''
  const label = `Try on ${TRIED} ${protocolOf(design.protocol).shows}s`
  return (
    <Dialog
      label={`${label}…`}
      title={`${label}: ${model || 'no model yet'}`}
      isOpen={isOpen}
      onOpenChange={open}
      isWide
      foot={<Button onPress={isPending ? giveUp : ask}>{isPending ? 'Stop asking' : 'Ask again'}</Button>}
    >
      <Note>
        The provider is asked, and may charge for it. Nothing of it is stored: these verdicts count nowhere and take
        nothing of the budget.
      </Note>
      {isPending && (
        <p role="status" className="text-ink-2">
          Asking {model || 'the model'} … <SecondsPassed />
        </p>
      )}
      {isGivenUp && !isPending && <p role="status">Stopped. What came back by then was not kept.</p>}
      <DesignTrouble trouble={trouble} />
      {tried && <Tries tried={tried} />}
    </Dialog>
  )
}

/** A trial that can be given up: who closes the dialog keeps no model busy. */
function useTrials(design: StudyInput, at: ModelPlace) {
  const [tried, setTried] = useState<Trials | null>(null)
  const [isGivenUp, setGivenUp] = useState(false)
  const { submit, trouble, isPending } = useSubmit()
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const ask = () => {
    const ending = new AbortController()
    asking.current = ending
    setTried(null)
    setGivenUp(false)
    submit(
      () => askTrials(design, at, ending.signal),
      (found) => setTried(found),
    )
  }
  const giveUp = () => {
    asking.current?.abort()
    setGivenUp(true)
  }
  return { ask, giveUp, tried, trouble, isPending, isGivenUp }
}
