import 'server-only'
import { ALPACA_EVAL_COLUMNS, exportAlpacaEval } from '@/lib/exports/alpaca-eval'
import { jsonFile } from './study-file'

export const alpacaEval = jsonFile({
  name: 'alpaca-eval.json',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: ALPACA_EVAL_COLUMNS,
  policy: {
    ...{ takes: { masked: true, absent: true, noVerdict: true }, whose: 'all', row: 'verdict' },
    ties: 'A tie, or “both are bad”, is the preference 1.5.',
    repeats: 'Second judgments of an item by the same annotator are left out.',
    lost: 'Roles of messages, reasons, and all questions but the first. Names stand masked as they did for annotators.',
  },
  read: exportAlpacaEval,
})
