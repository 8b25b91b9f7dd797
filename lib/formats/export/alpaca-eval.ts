import 'server-only'
import { ALPACA_EVAL_COLUMNS, exportAlpacaEval } from '@/lib/exports/alpaca-eval'
import { jsonFile } from './study-file'

export const alpacaEval = jsonFile({
  name: 'alpaca-eval.json',
  needs: 'study:export',
  of: 'COMPARISON',
  columns: ALPACA_EVAL_COLUMNS,
  read: exportAlpacaEval,
})
