import { useApolloClient } from '@apollo/client/react'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import {
  useUpdateVaccinationMutation,
  VaccinationRowDocument,
  type VaccinationRow_vaccinationFragment,
} from './vaccinations.gen'

interface Props {
  row: VaccinationRow_vaccinationFragment
  onClose: () => void
}

const labels = { adverseReaction: 'What was noticed, and when' }
type Values = Record<keyof typeof labels, string>

export function ReactionDialog({ row, onClose }: Props) {
  const client = useApolloClient()
  const [update] = useUpdateVaccinationMutation()
  const form = useSave<Values, VaccinationRow_vaccinationFragment>({
    labels,
    thing: row,
    valuesOf: ({ adverseReaction }) => ({ adverseReaction: adverseReaction ?? '' }),
    latest: async () => {
      const asked = { query: VaccinationRowDocument, variables: { id: row.id } }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.vaccination ?? null
    },
    save: async ({ adverseReaction }, { version }) => {
      const input = { id: row.id, version, adverseReaction: adverseReaction.trim() || null }
      await update({ variables: { input } })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Reaction to ${row.productName}`}
      submitLabel="Save"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="adverseReaction" autoFocus multiline minRows={3} />
    </SaveDialog>
  )
}
