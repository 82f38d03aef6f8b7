import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'

const require = createRequire(import.meta.url)
let loaded: typeof Pdfmake | null = null

/** Loaded with the first document: whoever makes none need not wait for it. */
function pdfmake(): typeof Pdfmake {
  if (loaded) return loaded
  loaded = require('pdfmake') as typeof Pdfmake
  // Roboto (Apache 2.0) comes with pdfmake and has Latin, Greek and Cyrillic letters.
  const fonts = join(dirname(require.resolve('pdfmake/package.json')), 'fonts/Roboto')
  loaded.setFonts({
    Roboto: {
      normal: join(fonts, 'Roboto-Regular.ttf'),
      bold: join(fonts, 'Roboto-Medium.ttf'),
      italics: join(fonts, 'Roboto-Italic.ttf'),
      bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
    },
  })
  // What stands in a document opens no address and no file, whoever wrote it.
  loaded.setUrlAccessPolicy(() => false)
  loaded.setLocalAccessPolicy((path) => path.startsWith(fonts))
  return loaded
}

/** Who a document comes from: the hospital, and the location that answers for it. */
export interface Letterhead {
  hospital: string
  location: string
  address: string
  phone: string | null
  /** The hospital’s logo as a `data:` URL of a PNG. */
  logo?: string | null
}

export interface PdfDocument {
  title: string
  /** By BCP 47, `en`. */
  language: string
  letterhead: Letterhead
  content: Content
  /** Stands at the bottom of each page, beside the page number; at the end of a roll. */
  footer: string
  /** A4 upright or on its side, the roll of a receipt printer, 80 mm wide and as long as it needs, or labels of a label printer. */
  paper?: 'A4' | 'A4_LANDSCAPE' | 'ROLL' | LabelPaper
}

/** Labels by height and width in millimetres, printed along the wide side. */
export type LabelPaper = 'LABEL_29X90' | 'LABEL_62X100'

/** Between the margins of A4, upright and on its side, in points. */
const pageWidth = 495
const landscapeWidth = 742

/** What a logo fits, in points. */
const logoBox: [number, number] = [120, 40]

const grey = '#555555'

/** 80 mm, in points. */
const rollWidth = 226.8

function basicsOf({ title, language, letterhead }: PdfDocument) {
  return {
    version: '1.7' as const,
    language,
    displayTitle: true,
    info: { title, author: letterhead.hospital, creator: 'Vetgraph', producer: 'Vetgraph' },
  }
}

function rollOf(document: PdfDocument): TDocumentDefinitions {
  const { hospital, location, address, phone } = document.letterhead
  return {
    ...basicsOf(document),
    pageSize: { width: rollWidth, height: 'auto' },
    pageMargins: [12, 12, 12, 18],
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
    styles: {
      title: { fontSize: 12, bold: true, margin: [0, 8, 0, 4] },
      label: { fontSize: 8, color: grey },
    },
    content: [
      { text: hospital, fontSize: 11, bold: true },
      { text: [location, address, phone].filter(Boolean).join('\n') },
      document.content,
      { text: document.footer, style: 'label', margin: [0, 10, 0, 0] },
    ],
  }
}

const millimetre = 72 / 25.4

/** What fits: sizes in millimetres, type in points. */
const labels: Record<LabelPaper, { height: number; width: number; type: number; top: number }> = {
  LABEL_29X90: { height: 29, width: 90, type: 6.5, top: 20 },
  LABEL_62X100: { height: 62, width: 100, type: 9, top: 34 },
}

/** What does not fit goes on a second label, so that nothing of the directions is cut off. */
function labelOf(document: PdfDocument, paper: LabelPaper): TDocumentDefinitions {
  const { hospital, location, address, phone } = document.letterhead
  const { height, width, type, top } = labels[paper]
  const small = type * 0.85
  return {
    ...basicsOf(document),
    pageSize: { width: width * millimetre, height: height * millimetre },
    pageMargins: [7, top, 7, type + 5],
    defaultStyle: { font: 'Roboto', fontSize: type, lineHeight: 1.05 },
    styles: {
      title: { fontSize: type * 1.2, bold: true },
      label: { fontSize: small },
    },
    header: {
      margin: [7, 4, 7, 0],
      stack: [
        { text: hospital, bold: true },
        { text: [location, address, phone].filter(Boolean).join(' · '), fontSize: small },
      ],
    },
    footer: (page, pages) => ({
      margin: [7, 0, 7, 0],
      text: pages > 1 ? `${document.footer} (label ${page} of ${pages})` : document.footer,
      fontSize: small,
      bold: true,
    }),
    content: document.content,
  }
}

function definitionOf(document: PdfDocument): TDocumentDefinitions {
  if (document.paper === 'ROLL') return rollOf(document)
  const { letterhead, content, footer, paper = 'A4' } = document
  const isLandscape = paper === 'A4_LANDSCAPE'
  if (paper !== 'A4' && !isLandscape) return labelOf(document, paper)
  const lineEnd = isLandscape ? landscapeWidth : pageWidth
  const { hospital, location, address, phone, logo } = letterhead
  return {
    ...basicsOf(document),
    pageSize: 'A4',
    pageOrientation: isLandscape ? 'landscape' : 'portrait',
    pageMargins: [50, 105, 50, 60],
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.15 },
    styles: {
      title: { fontSize: 18, bold: true, margin: [0, 0, 0, 12] },
      heading: { fontSize: 12, bold: true, margin: [0, 14, 0, 4] },
      label: { fontSize: 8, color: grey },
    },
    header: {
      margin: [50, 35, 50, 0],
      stack: [
        {
          columns: [
            {
              stack: [
                { text: hospital, fontSize: 14, bold: true },
                { text: [location, address, phone].filter(Boolean).join(' · '), color: grey },
              ],
              margin: [0, 0, 0, 6],
            },
            ...(logo ? [{ image: logo, fit: logoBox, width: logoBox[0], alignment: 'right' as const }] : []),
          ],
          columnGap: 12,
        },
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: lineEnd, y2: 0, lineWidth: 0.75, lineColor: grey }] },
      ],
    },
    footer: (page, pages) => ({
      margin: [50, 20, 50, 0],
      columns: [
        { text: footer, fontSize: 8, color: grey },
        { text: `Page ${page} of ${pages}`, fontSize: 8, color: grey, alignment: 'right', width: 80 },
      ],
    }),
    content,
  }
}

/** A document as PDF, with its fonts embedded. */
export const renderPdf = (document: PdfDocument): Promise<Buffer> =>
  pdfmake().createPdf(definitionOf(document)).getBuffer()

/** Labels with what they say, in columns. */
export function factsTable(
  facts: ReadonlyArray<readonly [label: string, value: string | null]>,
  columns = 2,
): Content {
  const rows: Content[][] = []
  for (let start = 0; start < facts.length; start += columns) {
    const cells = facts.slice(start, start + columns).map(([label, value]): Content => ({
      stack: [{ text: label, style: 'label' }, { text: value ?? '–' }],
      margin: [0, 2, 0, 4],
    }))
    while (cells.length < columns) cells.push({ text: '' })
    rows.push(cells)
  }
  return {
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => '#cccccc' },
    // A fixed width breaks a word that is too long for it; the rest would push the table off the page.
    table: { widths: Array.from({ length: columns }, () => pageWidth / columns - 8), body: rows },
  }
}
