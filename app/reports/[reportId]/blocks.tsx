import { Disclosure } from '@/components/ui/disclosure'
import { Drawing } from '@/components/ui/drawing'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import type { StaffWords } from '@/lib/i18n/staff'
import type { Block, FrozenFigure, FrozenTable } from '@/lib/reports/content'

type Props = { blocks: readonly Block[]; title: string; words: StaffWords['report'] }

/** The pieces of a part of a report, in their order. */
export function Blocks({ blocks, title, words }: Props) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a frozen report's pieces never change places
    <One key={index} block={block} label={`${title}, ${index + 1}`} words={words} />
  ))
}

function One({ block, label, words }: { block: Block; label: string; words: StaffWords['report'] }) {
  switch (block.is) {
    case 'title':
      return <h3 className="mt-7 font-semibold wrap-anywhere">{block.text}</h3>
    case 'text':
      return <p className="mt-2 max-w-(--measure) text-sm wrap-anywhere">{block.text}</p>
    case 'item':
      return (
        <p className="mt-1 max-w-(--measure) pl-4 -indent-4 text-sm wrap-anywhere">
          <span aria-hidden="true">– </span>
          {block.text}
        </p>
      )
    case 'table':
      return <Cells table={block.table} label={label} />
    case 'figure':
      return <OneFigure figure={block.figure} words={words} />
  }
}

/** A figure as it was frozen, with its numbers folded away under it. */
function OneFigure({
  figure: { title, caption, size, drawn, table },
  words,
}: {
  figure: FrozenFigure
  words: Props['words']
}) {
  return (
    <figure className="mt-5 break-inside-avoid">
      {drawn && (
        <>
          <div className="max-md:hidden print:block" style={{ maxWidth: `${size}px` }}>
            <Drawing svg={drawn.wide} />
          </div>
          <Drawing className="md:hidden print:hidden" svg={drawn.narrow} />
        </>
      )}
      <figcaption className="mt-[1.1rem] max-w-[64rem] wrap-anywhere">
        <strong>{title}.</strong> {caption}
      </figcaption>
      <div className="mt-3 print:hidden">
        <Disclosure label={words.numbers} aside={title}>
          <Cells table={table} label={`${words.numbers}: ${title}`} />
        </Disclosure>
      </div>
    </figure>
  )
}

function Cells({ table: { columns, rows }, label }: { table: FrozenTable; label: string }) {
  return (
    <ScrollX label={label} className="mt-3">
      <Table className="w-auto">
        <thead>
          <tr>
            {columns.map(({ head, align }) =>
              align === 'r' ? (
                <NumberCell key={head} as="th" scope="col">
                  {head}
                </NumberCell>
              ) : (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows may be alike, and never change places
            <tr key={row}>
              {cells.map((cell, k) =>
                columns[k]?.align === 'r' ? (
                  <NumberCell key={columns[k].head}>{cell}</NumberCell>
                ) : (
                  <td key={columns[k]?.head}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
