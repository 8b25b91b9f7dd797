import { styled } from './styled'

/** Fields two by two, on narrow screens one by one. */
export const FieldPair = styled('div', 'grid grid-cols-2 gap-x-6 gap-y-[1.1rem] max-md:grid-cols-[minmax(0,1fr)]')
