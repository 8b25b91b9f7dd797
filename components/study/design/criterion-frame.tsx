'use client'

import { Button } from '@/components/ui/button'

export type Place = { index: number; of: number }

type Props = {
  place: Place
  move: (by: 1 | -1) => void
  remove: () => void
  children: React.ReactNode
}

/** One question of several, with what can be done about it among them; of a single one only its fields. */
export function CriterionFrame({ place: { index, of }, move, remove, children }: Props) {
  const isOnly = of === 1
  const name = `Criterion ${index + 1}`
  return (
    <fieldset className={`grid gap-[1.1rem] ${isOnly ? '' : 'border-l-2 border-rule pt-[0.9rem] pl-[1.1rem]'}`}>
      <legend className={isOnly ? 'sr-only' : 'float-left w-full text-sm font-semibold'}>
        {name}
        {index === 0 && ', the main one: it is what the figures count'}
      </legend>
      {!isOnly && (
        <div className="clear-both -my-[0.6rem] -ml-[0.4rem] flex flex-wrap items-center gap-x-[0.2rem]">
          <Button look="plain" onPress={() => move(-1)} isDisabled={index === 0} aria-label={`Move ${name} up`}>
            Up
          </Button>
          <Button look="plain" onPress={() => move(1)} isDisabled={index === of - 1} aria-label={`Move ${name} down`}>
            Down
          </Button>
          <Button look="plain" onPress={remove} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </div>
      )}
      {children}
    </fieldset>
  )
}
