/** How PostgreSQL writes an instant in UTC: `2026-11-23 09:00:00+00`, with up to six digits of a second. */
const written = /^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/

const digit = (text: string, at: number) => text.charCodeAt(at) - 48
const two = (text: string, at: number) => digit(text, at) * 10 + digit(text, at + 1)

/** Of whatever stands behind the seconds, the three digits that a `Date` has room for. */
const thousandths = (text: string) => text.slice(20, -3).padEnd(3, '0').slice(0, 3)

/** An instant that knows how it was written: reading and writing it anew takes five times as long. */
class ReadInstant extends Date {
  readonly #text: string
  readonly #at: number

  constructor(text: string) {
    const at = Date.UTC(
      two(text, 0) * 100 + two(text, 2),
      two(text, 5) - 1,
      two(text, 8),
      two(text, 11),
      two(text, 14),
      two(text, 17),
      text.length > 22 ? Number(thousandths(text)) : 0,
    )
    super(at)
    this.#text = text
    this.#at = at
  }

  override toISOString(): string {
    const text = this.#text
    // Somebody has moved it.
    if (this.getTime() !== this.#at) return super.toISOString()
    const behind = text.length > 22 ? thousandths(text) : '000'
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${behind}Z`
  }
}

/** The instant that PostgreSQL has written. */
export const instantFrom = (text: string): Date =>
  written.test(text) ? new ReadInstant(text) : new Date(text)
