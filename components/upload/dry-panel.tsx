import { styled } from '@/components/ui/styled'

/** Beside what was found in a file: what an import of it comes to. */
export const DryPanel = styled(
  'aside',
  'sticky top-6 border-t-[1.5px] border-ink pt-3 max-lg:static max-lg:max-w-[30rem] [&>h2]:text-lg/[1.25]',
)

/** Numbers of rows, line by line. */
export const Lines = styled('dl', 'mt-[0.8rem] grid grid-cols-[auto_auto] text-sm')

const CELL = 'py-[0.36rem]'
const RULES = {
  sum: 'border-b-[1.5px] border-ink font-semibold',
  part: 'border-b border-rule',
  line: 'border-b border-rule',
}

type Props = { label: string; value: string | number; is?: keyof typeof RULES }

/** A number with what it is of: a line, a part of one above, or the sum. */
export function Line({ label, value, is = 'line' }: Props) {
  return (
    <>
      <dt className={`${CELL} ${RULES[is]} ${is === 'part' ? 'pl-[0.9rem] text-ink-2' : ''}`}>{label}</dt>
      <dd className={`${CELL} ${RULES[is]} pl-4 text-right wrap-anywhere`}>{value.toLocaleString('en')}</dd>
    </>
  )
}
