export interface MicrochipHint {
  fine: boolean
  text: string
}

/** The number as it is stored: without blanks, dots and dashes. */
export const microchipNumber = (text: string): string => text.replaceAll(/[\s.-]/g, '').toUpperCase()

/** What the desk reads while typing a number (PT1); whether it is accepted is the server's to say. */
export function microchipHint(text: string): MicrochipHint | null {
  const number = microchipNumber(text)
  if (number === '') return null
  if (/^\d{15}$/.test(number)) {
    const code = number.slice(0, 3)
    return {
      fine: true,
      text: code >= '900' ? `Complete. ${code} is a maker’s code.` : `Complete. ${code} is a country’s code.`,
    }
  }
  if (/^[0-9A-Z]{9,10}$/.test(number))
    return { fine: true, text: `${number.length} characters: an old-style chip.` }
  if (/^\d{1,14}$/.test(number)) return { fine: false, text: `${number.length} of 15 digits` }
  return { fine: false, text: 'A microchip has 15 digits; old ones have 9 or 10 characters.' }
}

/** In threes, as it is read out. */
export const microchipText = (number: string): string =>
  /^\d{15}$/.test(number) ? number.replaceAll(/(\d{3})(?=\d)/g, '$1 ') : number
