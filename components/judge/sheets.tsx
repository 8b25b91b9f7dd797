import type { DeskStudy } from '@/lib/judgments/schema'
import { DisplaySheet } from './display-sheet'
import { HistorySheet } from './history-sheet'
import { KeysSheet } from './keys-sheet'
import { Markdown } from './markdown'
import { Sheet } from './sheet'
import type { Display } from './use-display'
import type { Hold } from './wire'
import { useTranslations } from './words'

export type OpenSheet = 'keys' | 'instructions' | 'display' | 'history' | null

type Props = {
  study: DeskStudy
  open: OpenSheet
  onClose: () => void
  keysOn: boolean
  setKeysOn: (on: boolean) => void
  /** Absent where there is nothing to set, as in the preview. */
  display?: { now: Display; onChange: (change: Partial<Display>) => void; onReload: () => void; onHistory: () => void }
  onLookAgain?: (assignmentId: string) => void
  /** Told when the server, asked for one's verdicts, answers that it cannot be asked. */
  onHeld?: (why: Hold) => void
}

/** What opens over the desk: its keys, the study's instructions, the display, one's own verdicts. */
export function Sheets({ study, open, onClose, keysOn, setKeysOn, display, onLookAgain, onHeld }: Props) {
  const t = useTranslations('strip')
  return (
    <>
      <KeysSheet open={open === 'keys'} onClose={onClose} study={study} on={keysOn} setOn={setKeysOn} />
      <Sheet title={t('instructions')} open={open === 'instructions'} onClose={onClose}>
        <Markdown html={study.instructionsHtml} />
      </Sheet>
      {display && (
        <DisplaySheet
          open={open === 'display'}
          haveSides={study.protocol === 'COMPARISON'}
          onClose={onClose}
          display={display.now}
          onChange={display.onChange}
          onReload={display.onReload}
          onHistory={display.onHistory}
        />
      )}
      {onLookAgain && (
        <HistorySheet
          open={open === 'history'}
          onClose={onClose}
          study={study}
          onHeld={onHeld}
          onLookAgain={(assignmentId) => {
            onClose()
            onLookAgain(assignmentId)
          }}
        />
      )}
    </>
  )
}
