import { visible } from '@/lib/visible'
import { missingSentence } from '../assemble'
import type { Block, FrozenFigure, ReportContent, Section } from '../content'
import { drawTable } from './draw-table'
import { drawFigure, endFlow, type Flow, figureHeight, makeRoom, startFlow, writeText } from './flow'

const QUIET = '#504d46'

/** A report as a PDF: the same content gives the same bytes. */
export async function writeReportPdf(content: ReportContent): Promise<Uint8Array> {
  const { title, at, madeBy, sections } = content
  const flow = startFlow(visible(title), new Date(at))
  writeText(flow, title, { size: 24, weight: 600 })
  const frozen = `${at.slice(0, 16).replace('T', ' ')} UTC`
  writeText(flow, `Frozen ${frozen} by ${madeBy}. Every number is of the data whose hashes stand at the end.`, {
    ...{ size: 10.5, above: 6, colour: QUIET },
  })
  const missing = missingSentence(content)
  if (missing) writeText(flow, `Not in this report: ${missing}`, { size: 10.5, above: 6, colour: QUIET })
  for (const section of sections) if (section.missing === null) writeSection(flow, section)
  return endFlow(flow, `${title} · ${frozen} · ${madeBy}`)
}

function writeSection(flow: Flow, { title, blocks }: Section): void {
  flow.y += 20
  makeRoom(flow, 30 + heightAhead(blocks))
  writeText(flow, title, { size: 16, weight: 600 })
  for (const [index, block] of blocks.entries()) {
    if (block.is === 'title') {
      flow.y += 8
      makeRoom(flow, heightAhead(blocks.slice(index)))
    }
    writeBlock(flow, block)
  }
}

/** What stands together with a heading: the next heading and the figure under it, or the first lines. */
function heightAhead([block, ...more]: readonly Block[]): number {
  if (!block) return 0
  if (block.is === 'title') return 24 + heightAhead(more)
  if (block.is === 'figure' && block.figure.drawn) return 10 + figureHeight(block.figure.drawn.print)
  return 60
}

function writeBlock(flow: Flow, block: Block): void {
  switch (block.is) {
    case 'title':
      writeText(flow, block.text, { size: 11.5, weight: 600 })
      break
    case 'text':
      writeText(flow, block.text, { size: 10, above: 4 })
      break
    case 'item':
      writeText(flow, `– ${block.text}`, { size: 10, above: 3, indent: 10 })
      break
    case 'table':
      drawTable(flow, block.table)
      break
    case 'figure':
      writeFigure(flow, block.figure)
  }
}

/** A drawing, which has its caption at its foot; where nothing is drawn, the caption and the numbers. */
function writeFigure(flow: Flow, { drawn, title, caption, table }: FrozenFigure): void {
  flow.y += 8
  if (drawn) {
    drawFigure(flow, drawn.print, title)
    return
  }
  writeText(flow, `${title}.`, { size: 10, weight: 600 })
  writeText(flow, caption, { size: 9, above: 2 })
  drawTable(flow, table)
}
