/** On a phone a row is a paragraph of its own: what is to be pressed must not lie beyond the edge. */
export const STACKED = [
  'max-md:block max-md:[&>tbody]:block max-md:[&>thead]:absolute max-md:[&>thead]:[clip-path:inset(50%)]',
  'max-md:[&>tbody>tr]:grid max-md:[&>tbody>tr]:grid-cols-[1fr_auto] max-md:[&>tbody>tr]:items-baseline max-md:[&>tbody>tr]:gap-x-4',
  'max-md:[&>tbody>tr]:gap-y-[0.35rem] max-md:[&>tbody>tr]:border-b max-md:[&>tbody>tr]:border-rule max-md:[&>tbody>tr]:py-[0.8rem]',
  'max-md:[&>tbody>tr>*]:block max-md:[&>tbody>tr>*]:min-w-0 max-md:[&>tbody>tr>*]:border-0 max-md:[&>tbody>tr>*]:p-0 max-md:[&>tbody>tr>*]:whitespace-normal',
].join(' ')
