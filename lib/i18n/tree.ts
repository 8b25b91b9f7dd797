/** Messages by name, in parts. */
export type Tree = { [key: string]: string | Tree }
