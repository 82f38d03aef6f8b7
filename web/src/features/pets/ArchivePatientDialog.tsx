import { patientText } from '../../ui/patient'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { useToast } from '../../ui/toasts'
import { VisitsAhead } from './VisitsAhead'
import { type PatientForm_petFragment, useArchivePetMutation } from './pets.gen'

interface Props {
  pet: PatientForm_petFragment
  onClose: () => void
}

export function ArchivePatientDialog({ pet, onClose }: Props) {
  const toast = useToast()
  const [archive] = useArchivePetMutation({ update: (cache) => void cache.evict({ fieldName: 'pets' }) })
  return (
    <ReasonDialog
      title={`Make ${pet.name} inactive?`}
      submitLabel="Make inactive"
      danger
      lead="An inactive patient cannot be booked and leaves the lists. The chart stays, and the status filter still finds it."
      about={<VisitsAhead petId={pet.id} becomes="will stay until somebody cancels:" />}
      onSave={async (reason) => {
        await archive({ variables: { input: { id: pet.id, version: pet.version, reason } } })
        toast({ message: `${patientText(pet)}, is inactive now.` })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
