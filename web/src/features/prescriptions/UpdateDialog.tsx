import { useApolloClient } from '@apollo/client/react'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { amountOf, notAnAmount } from './amount'
import {
  PrescriptionEditorDocument,
  type Prescription_prescriptionFragment,
  useUpdatePrescriptionMutation,
} from './prescriptions.gen'
import { type Stop, StopReasons } from './StopReasons'

interface Props {
  prescription: Prescription_prescriptionFragment
  onClose: () => void
}

const labels = {
  dose: 'Dose',
  frequency: 'How often it is given',
  quantity: 'Quantity',
  repeats: 'Repeats',
  expiresOn: 'Valid until',
  instructions: 'Instructions for the owner',
}

const valuesOf = (prescription: Prescription_prescriptionFragment) => ({
  dose: prescription.dose === null ? '' : String(prescription.dose),
  frequency: prescription.frequency,
  quantity: String(prescription.quantity),
  repeats: String(prescription.repeats),
  expiresOn: prescription.expiresOn,
  instructions: prescription.instructions ?? '',
})

/** Changes a prescription of which nothing was dispensed; what speaks against it needs a reason, as when it was written. */
export function UpdateDialog({ prescription, onClose }: Props) {
  const { id, drug, unit } = prescription
  const client = useApolloClient()
  const toast = useToast()
  const [update] = useUpdatePrescriptionMutation()
  const [stops, setStops] = useState<readonly Stop[]>([])
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const form = useSave({
    labels,
    thing: prescription,
    valuesOf,
    latest: async () => {
      const asked = { query: PrescriptionEditorDocument, variables: { id } }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.prescription ?? null
    },
    check: ({ dose, quantity }) =>
      dose.trim() !== '' && amountOf(dose) === null
        ? notAnAmount('dose')
        : amountOf(quantity) === null
          ? notAnAmount('quantity')
          : null,
    save: async (values, { version }) => {
      const input = {
        id,
        version,
        dose: values.dose.trim() === '' ? null : amountOf(values.dose),
        frequency: values.frequency.trim(),
        quantity: amountOf(values.quantity),
        repeats: Number(values.repeats),
        expiresOn: values.expiresOn,
        instructions: values.instructions.trim() || null,
        overrides: stops.map((stop) => ({ stopId: stop.id, reason: reasons[stop.id]!.trim() })),
      }
      try {
        await update({ variables: { input } })
      } catch (failure) {
        const { field, extensions } = problemOf(failure)
        if (field === 'overrides') setStops((extensions['stops'] as Stop[] | undefined) ?? [])
        throw failure
      }
      toast({ message: `${drug} is changed.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={stops.length > 0 && form.error?.field === 'overrides' ? { ...form, error: null } : form}
      title={`Change ${drug}`}
      submitLabel="Save"
      onClose={onClose}
      disabled={stops.some((stop) => !reasons[stop.id]?.trim())}
    >
      <Pair>
        <Field name="dose" label={`Dose (${unit})`} autoFocus />
        <Field name="frequency" required />
      </Pair>
      <Pair>
        <Field name="quantity" label={`Quantity (${unit})`} required />
        <Field name="repeats" type="number" required />
      </Pair>
      <DateField name="expiresOn" required />
      <Field name="instructions" multiline />
      <StopReasons
        stops={stops}
        reasons={reasons}
        onChange={(stopId, reason) => setReasons((before) => ({ ...before, [stopId]: reason }))}
      />
    </SaveDialog>
  )
}
