import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { isAbout, missing, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { byResource, resourceName } from '../../ui/resources'
import { useToast } from '../../ui/toasts'
import { useViewer } from '../../ui/viewer'
import {
  type ApiClientRow_clientFragment,
  useApiClientChoicesQuery,
  useCreateApiClientMutation,
  useUpdateApiClientMutation,
} from './api-clients.gen'
import type { Shown } from './SecretDialog'

const labels = { name: 'Name', description: 'What it is for, and whom to ask' }
/** As the graph has it: these are people's business. */
const forPeopleOnly = new Set(['own-household:read', 'api-client:write', 'workstation:write'])

interface Props {
  /** The program to edit; null lets a new one in. */
  client: ApiClientRow_clientFragment | null
  onClose: () => void
  onMade: (made: Shown) => void
}

/** What a program is and may do. */
export function ApiClientDialog({ client, onClose, onMade }: Props) {
  const { permissions: held } = useViewer()
  const { data } = useApiClientChoicesQuery()
  const fields = useFields({
    name: client?.name ?? '',
    description: client?.description ?? '',
    locationId: client?.location?.id ?? '',
    permissions: [...(client?.permissions ?? [])],
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [create, creating] = useCreateApiClientMutation({ fetchPolicy: 'no-cache' })
  const [update, updating] = useUpdateApiClientMutation()
  const toast = useToast()
  const { permissions } = fields.values
  const offered = (data?.permissions ?? []).filter(
    ({ name }) => permissions.includes(name) || (held.includes(name) && !forPeopleOnly.has(name)),
  )
  const toggle = (name: string) =>
    fields.set(
      'permissions',
      permissions.includes(name) ? permissions.filter((other) => other !== name) : [...permissions, name],
    )

  const save = async () => {
    const input = {
      name: fields.values.name.trim(),
      description: fields.values.description.trim(),
      permissions,
      locationId: fields.values.locationId || null,
    }
    const lacking = missing(input, ['name', 'description'], labels)
    setProblem(lacking)
    if (lacking) return
    try {
      if (client) {
        await update({ variables: { input: { id: client.id, version: client.version, ...input } } })
        toast({ message: `${input.name} is saved.` })
        return onClose()
      }
      const answer = await create({ variables: { input } })
      if (answer.data) onMade(answer.data.createApiClient)
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  const beside = ['name', 'description', 'permissions'].some((field) => isAbout(problem, field))
  return (
    <FormDialog
      title={client ? `Edit ${client.name}` : 'Let a program in'}
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel={client ? 'Save' : 'Let it in'}
      busy={creating.loading || updating.loading}
      error={beside ? null : problem}
    >
      <TextField
        {...fields.text('name')}
        label={labels.name}
        required
        autoFocus
        {...wrong(problem, 'name')}
      />
      <TextField
        {...fields.text('description')}
        label={labels.description}
        required
        multiline
        minRows={2}
        {...wrong(problem, 'description')}
      />
      <TextField
        {...fields.text('locationId')}
        select
        label="Where its rights hold"
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">Everywhere</MenuItem>
        {(data?.locations ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
        <Typography component="legend" sx={{ fontWeight: 600, mb: 0.5 }}>
          What it may do
        </Typography>
        {isAbout(problem, 'permissions') && <FormHelperText error>{problem?.message}</FormHelperText>}
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
    </FormDialog>
  )
}
