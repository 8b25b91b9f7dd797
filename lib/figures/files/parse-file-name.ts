import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import type { FigureKind } from '../figure-kind'
import { figuresOf, findFigure } from '../registry'
import { FIGURE_ENDINGS, type FigureEnding } from './formats'

type FigureFile = { kind: FigureKind; ending: FigureEnding }

/** Which figure a file such as `strengths.svg` has, and as what; null where there is no such file. */
export function parseFileName(file: string): FigureFile | null {
  const dot = file.lastIndexOf('.')
  const kind = findFigure(file.slice(0, dot))
  const ending = FIGURE_ENDINGS.find((one) => one === file.slice(dot + 1))
  return kind && ending ? { kind, ending } : null
}

/** The same of what a command is told: `all.svg` is every figure of such a study. */
export function parseFileNames(files: readonly string[], protocol: ProtocolKind = 'COMPARISON'): (FigureFile | null)[] {
  return files.flatMap((file) =>
    file.startsWith('all.')
      ? figuresOf(protocol).map(({ name }) => parseFileName(`${name}${file.slice('all'.length)}`))
      : [parseFileName(file)],
  )
}
