import type { Letterhead } from './pdf.ts'

/** A name and its address, as they stood on a document when it was made. */
export interface Party {
  name: string
  lines: string[]
}

/** Documents are in English, as all texts of the hospital are. */
export const language = 'en'

/** How documents show amounts of a currency: `EUR 65.00`. */
export function formatOf(currency: string) {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'code' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return (amount: number) => format.format(amount / 10 ** digits).replaceAll('\u00a0', ' ')
}

export const tableHead = (texts: readonly string[], right: number) =>
  texts.map((text, place) => ({
    text,
    bold: true,
    ...(place >= right && { alignment: 'right' as const }),
  }))

export const right = (text: string, bold = false) => ({ text, bold, alignment: 'right' as const })

export const letterheadOf = ({ name, lines }: Party): Letterhead => ({
  hospital: name,
  location: lines.join(' · '),
  address: '',
  phone: null,
})

export const addressee = ({ name, lines }: Party) => ({
  text: [name, ...lines].join('\n'),
  margin: [0, 0, 0, 18] as never,
})
