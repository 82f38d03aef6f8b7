import { expect, test } from 'vitest'
import { expanded, typedName } from './textBlocks'

const blocks = [{ name: 'normal', text: 'Heart and lungs clear.' }]
const atEnd = (text: string) => ({ text, cursor: text.length })

test('a blank after /name writes the block, with the cursor behind it', () => {
  expect(expanded(atEnd('Bright. /normal '), blocks)).toEqual(atEnd('Bright. Heart and lungs clear. '))
  expect(expanded({ text: '/normal\nNails cut.', cursor: 8 }, blocks)).toEqual({
    text: 'Heart and lungs clear.\nNails cut.',
    cursor: 23,
  })
})

test.each(['/norma ', 'km/normal ', '/normal', '1/2 ', 'PU/PD '])('%s stays as it was typed', (text) => {
  expect(expanded(atEnd(text), blocks)).toEqual(atEnd(text))
})

test('what is typed after a slash is looked for until a blank', () => {
  expect(typedName(atEnd('Bright. /no'))).toBe('no')
  expect(typedName(atEnd('/'))).toBe('')
  expect(typedName(atEnd('/no '))).toBeNull()
  expect(typedName(atEnd('PU/PD'))).toBeNull()
})
