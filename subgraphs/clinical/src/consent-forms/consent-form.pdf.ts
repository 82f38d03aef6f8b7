import { factsTable, type Letterhead, type PdfDocument } from '@vetgraph/kit/documents/pdf'
import { dayOf, timeOfDayOf } from '@vetgraph/kit/time'
import type { ConsentFormRow } from './consent-form.table.ts'

interface Signed {
  form: Pick<
    ConsentFormRow,
    'id' | 'title' | 'wording' | 'procedure' | 'notes' | 'resuscitate' | 'signedAt' | 'signedBy'
  >
  patient: string
  owner: string
  /** Null for one whom nobody knows any more. */
  witness: string | null
  /** A PNG image. */
  signature: Buffer
  place: { letterhead: Letterhead; timeZone: string }
}

/** A form as it was signed. */
export function consentFormDocument(signed: Signed): PdfDocument {
  const { form, patient, owner, witness, signature, place } = signed
  const { id, title, wording, procedure, notes, resuscitate, signedAt, signedBy } = form
  const { timeZone, letterhead } = place
  const at = `${dayOf(signedAt!, timeZone)} at ${timeOfDayOf(signedAt!, timeZone).slice(0, 5)} (${timeZone})`
  return {
    title: `${title}: ${patient}`,
    language: 'en',
    letterhead,
    footer: `Consent form ${id}`,
    content: [
      { text: title, style: 'title' },
      factsTable(
        [
          ['Patient', patient],
          ['Owner', owner],
          ['Procedure', procedure],
        ],
        3,
      ),
      ...wording.split(/\n{2,}/).map((text) => ({ text, margin: [0, 8, 0, 0] as never })),
      ...(resuscitate === null
        ? []
        : [
            { text: 'Resuscitation', style: 'heading' },
            {
              text: resuscitate
                ? 'If the heart or the breathing stops, the patient is to be resuscitated.'
                : 'If the heart or the breathing stops, the patient is not to be resuscitated.',
            },
          ]),
      ...(notes === null ? [] : [{ text: 'Notes', style: 'heading' }, { text: notes }]),
      {
        unbreakable: true,
        margin: [0, 24, 0, 0] as never,
        stack: [
          {
            image: `data:image/png;base64,${signature.toString('base64')}`,
            fit: [200, 80] as never,
          },
          { text: `Signed by ${signedBy} on ${at}` },
          { text: `Witness: ${witness ?? 'of the hospital'}` },
        ],
      },
    ],
  }
}
