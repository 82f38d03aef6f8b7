export interface TextBlock {
  name: string
  text: string
}

interface Typed {
  text: string
  /** Where the cursor stands in it. */
  cursor: number
}

const slash = /(^|\s)\/([a-z0-9-]*)$/

/** What is being typed after a slash just before the cursor; null when that is none. */
export const typedName = ({ text, cursor }: Typed): string | null =>
  slash.exec(text.slice(0, cursor))?.[2] ?? null

/** The text with a block in place of the `/name` before the cursor, which stands behind it then. */
export function withBlock({ text, cursor }: Typed, block: TextBlock): Typed {
  const before = text.slice(0, cursor).replace(slash, (_match, blank: string) => blank + block.text)
  return { text: before + text.slice(cursor), cursor: before.length }
}

/** A blank after `/name` writes the block of that name; everything else stays as it was typed. */
export function expanded({ text, cursor }: Typed, blocks: readonly TextBlock[]): Typed {
  const blank = text.slice(cursor - 1, cursor)
  if (!/^\s$/.test(blank)) return { text, cursor }
  const typed = { text: text.slice(0, cursor - 1) + text.slice(cursor), cursor: cursor - 1 }
  const block = blocks.find(({ name }) => name === typedName(typed))
  if (!block) return { text, cursor }
  const after = withBlock(typed, block)
  return {
    text: after.text.slice(0, after.cursor) + blank + after.text.slice(after.cursor),
    cursor: after.cursor + 1,
  }
}
