import { styled } from './styled'

/** Buttons that belong together, side by side without a gap. */
export const ButtonGroup = styled(
  'div',
  [
    'inline-flex print:hidden *:rounded-none *:not-first:-ms-px *:first:rounded-s-md *:last:rounded-e-md',
    '*:hover:relative *:hover:z-1 *:focus-visible:relative *:focus-visible:z-1',
  ].join(' '),
)
