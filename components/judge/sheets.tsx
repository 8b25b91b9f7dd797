import type { DeskStudy } from '@/lib/judgments/schema'
import { KeysSheet } from './keys-sheet'
import { Markdown } from './markdown'
import { Sheet } from './sheet'

export type OpenSheet = 'keys' | 'instructions' | null

type Props = {
  study: DeskStudy
  open: OpenSheet
  onClose: () => void
  keysOn: boolean
  setKeysOn: (on: boolean) => void
}

/** What opens over the desk: its keys, and the study's instructions. */
export function Sheets({ study, open, onClose, keysOn, setKeysOn }: Props) {
  return (
    <>
      <KeysSheet open={open === 'keys'} onClose={onClose} study={study} on={keysOn} setOn={setKeysOn} />
      <Sheet title="Instructions" open={open === 'instructions'} onClose={onClose}>
        <Markdown html={study.instructionsHtml} />
      </Sheet>
    </>
  )
}
