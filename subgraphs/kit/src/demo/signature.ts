import { deflateSync } from 'node:zlib'
import { pngOf } from '../documents/signature.ts'

const width = 240
const height = 70

/** A signature of the demo hospital: a line as a hand draws it, as PNG. */
export function drawnSignature(): Buffer {
  const stride = 1 + width * 4
  const pixels = Buffer.alloc(stride * height)
  for (let step = 0; step < width * 8; step += 1) {
    const x = 10 + (step / 8) * 0.9
    const y = height / 2 + Math.sin(step / 55) * 20 * Math.cos(step / 400) + Math.sin(step / 23) * 5
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
    ] as const)
      pixels[stride * (Math.round(y) + dy) + 1 + (Math.round(x) + dx) * 4 + 3] = 255
  }
  return pngOf(width, height, deflateSync(pixels))
}
