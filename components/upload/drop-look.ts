import { tv } from 'tailwind-variants/lite'

/** Where a file is dropped, or the one that was. */
export const drop = tv({
  base: 'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-8 gap-y-[0.2rem] rounded-md border border-dashed border-rule-strong max-sm:grid-cols-[minmax(0,1fr)] max-sm:[&>:is(a,button)]:mt-[0.6rem] max-sm:[&>:is(a,button)]:justify-self-start',
  variants: {
    is: {
      file: 'px-[1.2rem] py-4',
      zone: [
        'px-[1.4rem] py-7 transition-[background-color] duration-(--duration-quick)',
        'data-drop-target:border-solid data-drop-target:border-accent data-drop-target:bg-accent-wash',
        'data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent',
      ],
    },
  },
})
