import sharp from 'sharp'

/** A portrait in a few shapes: fur, ears by species, and where it was taken. */
interface Portrait {
  species: 'dog' | 'cat' | 'rabbit'
  fur: string
  patch: string
  ground: string
}

export const portraits: readonly Portrait[] = [
  { species: 'dog', fur: '#b9824a', patch: '#7b4d25', ground: '#8fb4a2' },
  { species: 'dog', fur: '#3b3733', patch: '#c98f4e', ground: '#c7b8a1' },
  { species: 'dog', fur: '#e9e0d2', patch: '#a5795a', ground: '#7f9fb8' },
  { species: 'cat', fur: '#d58b3f', patch: '#f3dcc0', ground: '#6f8a86' },
  { species: 'cat', fur: '#55585e', patch: '#b7babf', ground: '#d6c3b4' },
  { species: 'rabbit', fur: '#cbb59b', patch: '#f2e9dd', ground: '#9dbb8a' },
]

const ears: Readonly<Record<Portrait['species'], (fur: string, patch: string) => string>> = {
  dog: (_fur, patch) => `
    <path d="M128 150 C70 150 66 260 104 318 C140 300 160 230 168 190 Z" fill="${patch}"/>
    <path d="M352 150 C410 150 414 260 376 318 C340 300 320 230 312 190 Z" fill="${patch}"/>`,
  cat: (fur, patch) => `
    <path d="M124 92 L222 176 L118 246 Z" fill="${fur}"/><path d="M142 128 L196 176 L138 212 Z" fill="${patch}"/>
    <path d="M356 92 L258 176 L362 246 Z" fill="${fur}"/><path d="M338 128 L284 176 L342 212 Z" fill="${patch}"/>`,
  rabbit: (fur, patch) => `
    <ellipse cx="188" cy="104" rx="34" ry="112" fill="${fur}"/><ellipse cx="188" cy="112" rx="16" ry="82" fill="${patch}"/>
    <ellipse cx="292" cy="104" rx="34" ry="112" fill="${fur}"/><ellipse cx="292" cy="112" rx="16" ry="82" fill="${patch}"/>`,
}

const portrait = ({ species, fur, patch, ground }: Portrait) => `
  <svg xmlns="http://www.w3.org/2000/svg" width="480" height="480">
    <defs><radialGradient id="g" cy="0.3"><stop offset="0" stop-color="#fff" stop-opacity="0.45"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>
    <rect width="480" height="480" fill="${ground}"/><rect width="480" height="480" fill="url(#g)"/>
    <ellipse cx="240" cy="470" rx="150" ry="120" fill="${fur}"/>
    ${ears[species](fur, patch)}
    <ellipse cx="240" cy="252" rx="126" ry="122" fill="${fur}"/>
    <ellipse cx="240" cy="312" rx="66" ry="54" fill="${patch}"/>
    <circle cx="192" cy="232" r="17" fill="#1d1a18"/><circle cx="198" cy="226" r="5" fill="#fff"/>
    <circle cx="288" cy="232" r="17" fill="#1d1a18"/><circle cx="294" cy="226" r="5" fill="#fff"/>
    <path d="M218 286 h44 l-22 24 Z" fill="#2a2320"/>
    <path d="M240 310 q-4 22 -28 22 M240 310 q4 22 28 22" stroke="#2a2320" stroke-width="5" fill="none"/>
  </svg>`

const bone = (d: string, width: number) =>
  `<path d="${d}" stroke="#dfe8ea" stroke-width="${width}" stroke-linecap="round" fill="none"/>`

const ribs = Array.from({ length: 10 }, (_, index) => {
  const x = 300 + index * 42
  return bone(`M${x} 190 C${x + 40} 260 ${x + 30} 360 ${x - 22} 410`, 9)
}).join('')

const spine = Array.from(
  { length: 20 },
  (_, index) =>
    `<rect x="${130 + index * 36}" y="${158 + Math.abs(index - 10)}" width="27" height="34" rx="7" fill="#e8f0f1"/>`,
).join('')

/** What looks like a thorax from the side, as a radiograph shows it; `shadow` is what was found. */
const radiograph = (shadow: boolean) => `
  <svg xmlns="http://www.w3.org/2000/svg" width="960" height="640">
    <defs><filter id="soft" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="26"/></filter><filter id="edge" x="-0.2" y="-0.2" width="1.4" height="1.4"><feGaussianBlur stdDeviation="2.2"/></filter></defs>
    <rect width="960" height="640" fill="#05080a"/>
    <path d="M40 220 C200 90 700 90 920 210 C930 380 820 520 560 520 C320 520 90 420 40 220 Z" fill="#39474d" filter="url(#soft)"/>
    <ellipse cx="500" cy="300" rx="210" ry="100" fill="#141b1f" filter="url(#soft)"/>
    <ellipse cx="450" cy="370" rx="88" ry="62" fill="#8b9ba1" filter="url(#soft)"/>
    ${shadow ? '<ellipse cx="590" cy="270" rx="40" ry="34" fill="#9fb0b5" filter="url(#soft)"/>' : ''}
    <g filter="url(#edge)" opacity="0.82">${spine}${ribs}${bone('M300 420 L380 470 L470 476 L560 466', 12)}</g>
    <text x="36" y="70" font-family="sans-serif" font-size="34" fill="#d5dee0">R</text>
  </svg>`

const jpegOf = (svg: string) => sharp(Buffer.from(svg)).flatten().jpeg({ quality: 82 }).toBuffer()

export const portraitImage = (number: number) => jpegOf(portrait(portraits[number % portraits.length]!))

export const radiographImage = (shadow: boolean) => jpegOf(radiograph(shadow))
