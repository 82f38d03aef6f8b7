/** Country calling codes (ITU-T E.164) of one and two digits; all others have three. */
const callingCode = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** A number in groups for reading; one that somebody has grouped stays as it is. */
export function phoneText(number: string): string {
  if (!/^\+?\d{7,15}$/.test(number)) return number
  const code = number.startsWith('+') ? (callingCode.exec(number.slice(1))?.[0] ?? '') : ''
  const rest = number.slice(code ? code.length + 1 : 0)
  const groups = [rest.slice(-4)]
  for (let end = rest.length - 4; end > 0; end -= end === 4 ? 4 : 3) {
    groups.unshift(rest.slice(Math.max(0, end - (end === 4 ? 4 : 3)), end))
  }
  return [code && `+${code}`, ...groups].filter(Boolean).join(' ')
}
