import { useState } from 'react'
import type { SeriesScope } from '../../../gql/types'
import { ReasonDialog } from '../../../ui/ReasonDialog'
import { ScopeField } from '../series/ScopeField'
import { useCancelSeriesMutation } from '../series/series.gen'
import { type AppointmentDrawer_appointmentFragment, useCancelAppointmentMutation } from './drawer.gen'

const usual = ['Owner cancelled', 'Pet is better', 'Vet not available', 'Booked by mistake']

interface Props {
  appointment: AppointmentDrawer_appointmentFragment
  onClose: () => void
}

export function CancelDialog({ appointment: { id, version, pet, series }, onClose }: Props) {
  const [cancel] = useCancelAppointmentMutation()
  const [cancelSeries] = useCancelSeriesMutation()
  const [scope, setScope] = useState<SeriesScope>('THIS')
  return (
    <ReasonDialog
      title={pet ? `Cancel ${pet.name}’s visit?` : 'Cancel the visit?'}
      submitLabel={scope === 'THIS' ? 'Cancel the visit' : 'Cancel the visits'}
      about={series && <ScopeField value={scope} onChange={setScope} />}
      danger
      helperText="The time becomes free at once; the visit stays in the history."
      usual={usual}
      onSave={async (reason, { headersFor }) => {
        if (scope === 'THIS') {
          const input = { id, version, reason }
          await cancel({ variables: { input }, context: headersFor(input) })
        } else {
          const input = { appointmentId: id, version, scope, reason }
          await cancelSeries({ variables: { input }, context: headersFor(input) })
        }
        onClose()
      }}
      onClose={onClose}
    />
  )
}
