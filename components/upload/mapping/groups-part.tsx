'use client'

import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import type { Groups } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'
import type { WizardDraft } from './use-draft'

type Rule = Groups['rules'][number]
const MOST = 50

/** Into which groups those who judged are put: by a column, by rules about their names, or all into one. */
export function GroupsPart({ places, wizard }: { places: readonly LookedAt[]; wizard: WizardDraft }) {
  const { draft, proposed, change } = wizard
  const { groups } = draft
  const set = (next: Partial<Groups>) => change({ groups: { ...groups, ...next } }, 'groups')
  const put = (at: number, rule: Partial<Rule>) =>
    set({ rules: groups.rules.map((one, index) => (index === at ? { ...one, ...rule } : one)) })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <PlaceSelect
          label="Column of the group"
          places={places}
          value={groups.from}
          onChange={(from) => set({ from })}
          isProposed={proposed.has('groups')}
          without="By the rules below, else all in one group."
        />
        <TextField
          name="otherwise"
          label="Group of all others"
          value={groups.otherwise.group}
          maxLength={60}
          onChange={(group) => set({ otherwise: { ...groups.otherwise, group } })}
        />
      </div>
      <Checkbox
        isSelected={groups.otherwise.model}
        onChange={(model) => set({ otherwise: { ...groups.otherwise, model } })}
      >
        All others are language models
      </Checkbox>
      {groups.rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules are told apart by their order alone
        <div key={index} className="grid grid-cols-[minmax(0,1fr)] items-end gap-4 sm:grid-cols-[1fr_1fr_auto_auto]">
          <TextField
            name={`like-${index}`}
            label={`Names of rule ${index + 1}`}
            description="* stands for anything: expert_*"
            value={rule.like}
            maxLength={100}
            onChange={(like) => put(index, { like })}
          />
          <TextField
            name={`group-${index}`}
            label={`Group of rule ${index + 1}`}
            value={rule.group}
            maxLength={60}
            onChange={(group) => put(index, { group })}
          />
          <Checkbox isSelected={rule.model} onChange={(model) => put(index, { model })}>
            models
          </Checkbox>
          <Button look="link" onPress={() => set({ rules: groups.rules.filter((_, at) => at !== index) })}>
            Take out
          </Button>
        </div>
      ))}
      {groups.rules.length < MOST && (
        <div>
          <Button onPress={() => set({ rules: [...groups.rules, { like: '', group: '', model: false }] })}>
            Add a rule
          </Button>
        </div>
      )}
    </div>
  )
}
