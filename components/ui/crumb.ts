/** Long names give way, so that the line stays one; the page says them in full. */
export const CRUMB = [
  'max-w-104 min-w-8 truncate leading-(--target) text-inherit no-underline first:flex-none [a&]:hover:underline',
  "not-first:before:me-2 not-first:before:text-rule-strong not-first:before:content-['/']",
].join(' ')
