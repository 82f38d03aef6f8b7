import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { byResource, resourceName } from '../../ui/resources'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useViewer } from '../../ui/viewer'
import {
  type ApiClientRow_clientFragment,
  useApiClientChoicesQuery,
  useCreateApiClientMutation,
  useUpdateApiClientMutation,
} from './api-clients.gen'
import type { Shown } from './SecretDialog'

const labels = {
  name: 'Name',
  description: 'What it is for, and whom to ask',
  locationId: 'Where its rights hold',
  permissions: 'What it may do',
}

type Values = { name: string; description: string; locationId: string; permissions: string[] }

/** As the graph has it: these are people's business. */
const forPeopleOnly = new Set(['own-household:read', 'api-client:write', 'workstation:write'])

interface Props {
  /** The API client to edit; null makes a new one. */
  client: ApiClientRow_clientFragment | null
  onClose: () => void
  onMade: (made: Shown) => void
}

/** What an API client is and may do. */
export function ApiClientDialog({ client, onClose, onMade }: Props) {
  const { permissions: held } = useViewer()
  const { data } = useApiClientChoicesQuery()
  const [create] = useCreateApiClientMutation({ fetchPolicy: 'no-cache' })
  const [update] = useUpdateApiClientMutation()
  const toast = useToast()
  const form = useSave<Values>({
    labels,
    start: {
      name: client?.name ?? '',
      description: client?.description ?? '',
      locationId: client?.location?.id ?? '',
      permissions: [...(client?.permissions ?? [])],
    },
    save: async ({ name, description, permissions, locationId }) => {
      const input = {
        name: name.trim(),
        description: description.trim(),
        permissions,
        locationId: locationId || null,
      }
      if (client) {
        await update({ variables: { input: { id: client.id, version: client.version, ...input } } })
        toast({ message: `${input.name} is saved.` })
        return onClose()
      }
      const answer = await create({ variables: { input } })
      if (answer.data) onMade(answer.data.createApiClient)
    },
  })
  const permissions = form.fields.watch('permissions')
  const refusal = form.fields.formState.errors.permissions?.message
  const offered = (data?.permissions ?? []).filter(
    ({ name }) => permissions.includes(name) || (held.includes(name) && !forPeopleOnly.has(name)),
  )
  const toggle = (name: string) =>
    form.fields.setValue(
      'permissions',
      permissions.includes(name) ? permissions.filter((other) => other !== name) : [...permissions, name],
    )
  return (
    <SaveDialog
      form={form}
      title={client ? `Edit ${client.name}` : 'New API client'}
      onClose={onClose}
      submitLabel={client ? 'Save' : 'Create'}
    >
      <Field<Values> name="name" required autoFocus />
      <Field<Values> name="description" required multiline minRows={2} />
      <Field<Values>
        name="locationId"
        select
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">Everywhere</MenuItem>
        {(data?.locations ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
        <Typography component="legend" sx={{ fontWeight: 600, mb: 0.5 }}>
          {labels.permissions}
        </Typography>
        {refusal && <FormHelperText error>{refusal}</FormHelperText>}
        {byResource(offered).map(([resource, itsPermissions]) => (
          <Box
            key={resource}
            sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '140px 1fr' }, py: 0.5 }}
          >
            <Typography variant="body2" sx={{ color: 'text.secondary', pt: 0.75 }}>
              {resourceName(resource)}
            </Typography>
            <Box sx={{ display: 'grid' }}>
              {itsPermissions.map(({ name, description }) => (
                <FormControlLabel
                  key={name}
                  label={description}
                  control={
                    <Checkbox
                      size="small"
                      checked={permissions.includes(name)}
                      onChange={() => toggle(name)}
                    />
                  }
                  slotProps={{ typography: { variant: 'body2' } }}
                />
              ))}
            </Box>
          </Box>
        ))}
      </Box>
      {client && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Saving ends the tokens that it has; it asks for new ones with the same secret.
        </Typography>
      )}
    </SaveDialog>
  )
}
