import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { useCountry } from '../../ui/location'
import { sentPhone } from '../../ui/phone'
import { SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useCreateUserMutation } from './people.gen'
import { emptyPerson, inputOf, lackingIn, personLabels } from './personForm'
import { PersonFields } from './PersonFields'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const toast = useToast()
  const country = useCountry()
  const [create] = useCreateUserMutation({ update: (cache) => void cache.evict({ fieldName: 'users' }) })
  const form = useSave({
    labels: personLabels,
    start: { ...emptyPerson, roles: [{ roleId: '', locationId: '' }] },
    check: lackingIn,
    save: async (values, { headersFor }) => {
      const input = { ...inputOf(values), phone: sentPhone(values.phone, country) || null }
      const { data } = await create({ variables: { input }, context: headersFor(input) })
      onClose()
      if (!data) return
      toast({ message: `${data.createUser.name} is invited by e-mail.` })
      void navigate(`/admin/people/${data.createUser.id}`)
    },
  })
  return (
    <SaveDialog form={form} title="Invite somebody" submitLabel="Send invitation" onClose={onClose}>
      <Typography sx={{ color: 'text.secondary' }}>
        They get an e-mail with a link, under which they choose a password. It works for seven days.
      </Typography>
      <PersonFields problem={form.problem} />
    </SaveDialog>
  )
}
