import MenuItem from '@mui/material/MenuItem'
import type { EquipmentKind } from '../../gql/types'
import { equipmentWords } from '../../ui/equipment'
import { useCurrentLocation } from '../../ui/location'
import { RenameDialog } from '../../ui/NameDialog'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type Equipment_equipmentFragment,
  useCreateEquipmentMutation,
  useUpdateEquipmentMutation,
} from './equipment.gen'

const labels = { kind: 'Kind', name: 'Name' }
const start: { kind: EquipmentKind; name: string } = { kind: 'ULTRASOUND', name: '' }
type Values = typeof start

export function NewEquipmentDialog({ onClose }: { onClose: () => void }) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [create] = useCreateEquipmentMutation({
    update: (cache) => void cache.evict({ fieldName: 'equipment' }),
  })
  const form = useSave<Values>({
    labels,
    start,
    save: async (values, { headersFor }) => {
      const input = { locationId: location.id, ...values }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${values.name.trim()} can be booked now.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`New equipment at ${location.name}`}
      submitLabel="Add equipment"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="kind" select helperText="It cannot be changed later.">
        {Object.entries(equipmentWords).map(([kind, label]) => (
          <MenuItem key={kind} value={kind}>
            {label}
          </MenuItem>
        ))}
      </Field>
      <Field<Values> name="name" required autoFocus placeholder="Ultrasound 2" />
    </SaveDialog>
  )
}

interface Props {
  equipment: Equipment_equipmentFragment
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<Equipment_equipmentFragment | null>
  onClose: () => void
}

export function RenameEquipmentDialog({ equipment, latest, onClose }: Props) {
  const toast = useToast()
  const [update] = useUpdateEquipmentMutation()
  return (
    <RenameDialog
      thing={equipment}
      latest={latest}
      onClose={onClose}
      onSave={async (name, { version }) => {
        await update({ variables: { input: { id: equipment.id, version, name } } })
        toast({ message: `${name.trim()} is saved.` })
        onClose()
      }}
    />
  )
}
