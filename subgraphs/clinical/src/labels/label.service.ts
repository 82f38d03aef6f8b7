import type { Context } from '@vetgraph/kit/context'
import { documentAddress, type MadeDocument, slug } from '@vetgraph/kit/documents/address'
import { type LabelPaper, renderPdf } from '@vetgraph/kit/documents/pdf'
import { badInput, notFound, unavailable } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { getOwner } from '../owners/owner.service.ts'
import { getPet } from '../pets/pet.service.ts'
import { findPrescription } from '../prescriptions/prescription.service.ts'
import type { PrescriptionRow } from '../prescriptions/prescription.table.ts'
import { placeOf } from '../refs/letterhead.service.ts'
import { getSpecies } from '../species/species.service.ts'
import { prescriptionLabel } from './label.pdf.ts'
import { companions, templateOf } from './label.template.ts'
import { LabelSize } from './label.types.ts'

export const label = 'label'

const papers: Record<LabelSize, LabelPaper> = {
  [LabelSize.MM_29X90]: 'LABEL_29X90',
  [LabelSize.MM_62X100]: 'LABEL_62X100',
}

/** `Give 1.5 tablet every 12 hours. With food.` */
function directionsOf({ dose, unit, frequency, instructions }: PrescriptionRow): string {
  const given = dose === null ? `Give ${frequency}` : `Give ${quantityOf(dose)} ${unit} ${frequency}`
  return `${given.replace(/\.$/, '')}. ${instructions ?? ''}`.trim()
}

/** The label of a prescription at a location, by the law of the location's country. */
export async function makeLabel(ctx: Context, id: string): Promise<MadeDocument> {
  const [prescriptionId = '', locationId = '', size = ''] = id.split(' ')
  authorize(ctx, 'prescription:dispense', locationId)
  const prescription = await findPrescription(ctx, prescriptionId)
  if (!prescription) throw notFound('prescription', 'prescriptionId')
  if (prescription.cancelledAt) throw badInput('prescriptionId', 'This prescription is cancelled.')
  const { letterhead, timeZone } = await placeOf(ctx, locationId)
  const pet = await getPet(ctx, prescription.petId)
  const owner = await getOwner(ctx, pet.ownerId)
  const species = await getSpecies(ctx, pet.speciesId)
  const [prescriber] = await ctx.askPeer('User', [prescription.prescriberId], 'id name')
  if (!prescriber) throw unavailable()
  const template = templateOf(timeZone)
  const { street, postalCode, city } = owner.address ?? {}
  return {
    entityId: prescription.id,
    fileName: `label-${slug(pet.name)}-${slug(prescription.drug)}.pdf`,
    render: () =>
      renderPdf(
        prescriptionLabel({
          template,
          letterhead,
          paper: papers[size as LabelSize],
          patient: `${pet.name} (${species.name.toLowerCase()})`,
          owner: `${owner.firstName} ${owner.lastName}`,
          ownerAddress:
            [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ') || null,
          drug: prescription.drug,
          quantity: `${quantityOf(prescription.quantity)} ${prescription.unit}`,
          directions: directionsOf(prescription),
          prescriber: prescriber['name'] as string,
          prescriberNumber: prescription.prescriberNumber,
          prescribedOn: dayOf(prescription.prescribedAt, timeZone),
          expiresOn: prescription.expiresOn,
          withdrawal: template.withdrawal && !companions.has(pet.speciesId),
        }),
      ),
  }
}

/** The address of a prescription's label, for whoever may hand out medicines at the location. */
export async function addressOfLabel(
  ctx: Context,
  prescriptionId: string,
  locationId: string,
  size: LabelSize,
) {
  const id = [prescriptionId, locationId, size].join(' ')
  const { fileName } = await makeLabel(ctx, id)
  return documentAddress(ctx, label, id, fileName)
}
