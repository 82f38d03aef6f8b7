import MenuItem from '@mui/material/MenuItem'
import type { TreatmentFrequency } from '../../gql/types'
import { formatTime, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { SearchPicker } from '../../ui/SearchPicker'
import { useSave } from '../../ui/useSave'
import {
  type InPatient_inPatientFragment,
  useChargedServicesQuery,
  useOrderTreatmentMutation,
} from './in-patients.gen'
import { frequencies, instantOf } from './words'

interface Values {
  name: string
  details: string
  frequency: TreatmentFrequency
  time: string
  serviceId: { id: string; name: string } | null
}

const labels = {
  name: 'What',
  details: 'How much and how',
  frequency: 'How often',
  time: 'First at',
  serviceId: 'Charged each time as',
}

interface Props {
  stay: InPatient_inPatientFragment
  onClose: () => void
}

/** Orders something for an in-patient, from now or from a later time of today. */
export function OrderDialog({ stay, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const [order] = useOrderTreatmentMutation()
  const now = formatTime(new Date().toISOString(), timeZone)
  const form = useSave<Values>({
    labels,
    start: { name: '', details: '', frequency: 'Q8H', time: now, serviceId: null },
    save: async ({ name, details, frequency, time, serviceId }, { headersFor }) => {
      const startsAt = instantOf(todayIn(timeZone), time, timeZone)
      const input = {
        ...{ inPatientId: stay.id, name, details: details.trim() || null, frequency, startsAt },
        serviceId: serviceId?.id ?? null,
      }
      await order({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Order for ${stay.pet.name}`}
      submitLabel="Order"
      onClose={onClose}
      width="sm"
    >
      <Field<Values> name="name" required autoFocus placeholder="Maropitant" />
      <Field<Values> name="details" placeholder="1 mg/kg iv" />
      <Pair>
        <Field<Values> name="frequency" select required>
          {Object.entries(frequencies).map(([value, [short, meaning]]) => (
            <MenuItem key={value} value={value}>
              {short === meaning ? short : `${short}, ${meaning}`}
            </MenuItem>
          ))}
        </Field>
        <Field<Values> name="time" type="time" required slotProps={{ inputLabel: { shrink: true } }} />
      </Pair>
      <SearchPicker
        name="serviceId"
        label={labels.serviceId}
        useSearch={useChargedServicesQuery}
        foundIn={(data) => data.services.nodes}
        before="Type a service or a medicine"
        none="Nothing like it in the price list"
        hint="Put on the invoice when the patient goes home. Empty: not charged."
      />
    </SaveDialog>
  )
}
