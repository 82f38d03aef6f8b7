import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealerOf } from './seal.ts'

const { seal, open } = sealerOf({ secret: 'of this hospital' }, 'identity')

test('what is sealed opens for its purpose again, and looks different every time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, purpose) => {
      const sealed = seal(text, purpose)
      expect(open(sealed, purpose)).toBe(text)
      expect(seal(text, purpose)).not.toBe(sealed)
    }),
  )
})

test('nothing opens for another purpose, in another subgraph, or under another secret', () => {
  const sealed = seal('JBSWY3DPEHPK3PXP', 'second-factor of Aoife')
  expect(open(sealed, 'second-factor of Brian')).toBeNull()
  expect(
    sealerOf({ secret: 'of this hospital' }, 'billing').open(sealed, 'second-factor of Aoife'),
  ).toBeNull()
  expect(sealerOf({ secret: 'of another' }, 'identity').open(sealed, 'second-factor of Aoife')).toBeNull()
})

test('what was changed or cut off does not open', () => {
  const sealed = Buffer.from(seal('JBSWY3DPEHPK3PXP', 'p'), 'base64url')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(open(changed.toString('base64url'), 'p')).toBeNull()
    expect(open(sealed.subarray(0, at).toString('base64url'), 'p')).toBeNull()
  }
  const text = sealed.toString('base64url')
  for (const other of [`${text}=`, ` ${text}`, `${text}!`]) expect(open(other, 'p')).toBeNull()
})
