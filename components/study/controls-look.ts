/** The row of choices over a figure: what is shown, and of whom. */
export const CONTROLS =
  'mt-9 flex flex-wrap items-end gap-x-8 gap-y-4 border-b border-rule pb-5 max-md:[&_select]:w-full [&_select]:w-60 [&+p]:mt-5 print:hidden'
