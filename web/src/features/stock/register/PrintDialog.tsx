import { useApolloClient } from '@apollo/client/react'
import { useDownload } from '../../../ui/documents'
import { todayIn } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { DateField, Pair, SaveDialog } from '../../../ui/SaveDialog'
import { useSave } from '../../../ui/useSave'
import { type Register_registerFragment, RegisterPdfDocument } from './register.gen'

interface Values {
  from: string
  until: string
}

/** The bound register of a period, to keep or to show to an inspector. */
export function PrintDialog({
  register,
  onClose,
}: {
  register: Register_registerFragment
  onClose: () => void
}) {
  const client = useApolloClient()
  const { download } = useDownload()
  const today = todayIn(useCurrentLocation().timeZone)
  const form = useSave<Values>({
    labels: { from: 'From', until: 'Until' },
    start: { from: `${today.slice(0, 4)}-01-01`, until: today },
    save: async ({ from, until }) => {
      const { data } = await client.query({
        query: RegisterPdfDocument,
        variables: { id: register.id, from, until },
        fetchPolicy: 'network-only',
      })
      await download(() => Promise.resolve(data?.controlledRegister?.document))
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Register of ${register.name}`}
      submitLabel="Save PDF"
      onClose={onClose}
      width="xs"
    >
      <Pair>
        <DateField<Values> name="from" required />
        <DateField<Values> name="until" required />
      </Pair>
    </SaveDialog>
  )
}
