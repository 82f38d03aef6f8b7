import { expect, test } from 'vitest'
import { likelyKind, sizeText, typeOf } from './fileWords'

test('the format of a file comes from its name, and none from what the hospital does not take', () => {
  expect(['a.JPG', 'b.c.pdf', 'ct.dcm', 'photo.heic', 'page.svg', 'x'].map(typeOf)).toEqual([
    'JPEG',
    'PDF',
    'DICOM',
    null,
    null,
    null,
  ])
})

test('a size is told with two digits at most', () => {
  expect([999, 1_400, 34_000, 104_857_600].map(sizeText)).toEqual(['999 bytes', '1.4 kB', '34 kB', '105 MB'])
})

test('a DICOM is most likely a radiograph, and an image a photo', () => {
  expect([likelyKind('DICOM'), likelyKind('PDF'), likelyKind('PNG')]).toEqual([
    'IMAGING',
    'DOCUMENT',
    'PHOTO',
  ])
})
