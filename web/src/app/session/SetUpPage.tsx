import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { useSetUpPageMutation } from './access.gen'
import { EntryForm } from './EntryForm'
import { EntryPage } from './EntryPage'
import { PasswordField, passwordHint } from './PasswordField'
import { PersonFields } from './PersonFields'
import { session } from './session'

const zones = Intl.supportedValuesOf('timeZone')
const currencies = Intl.supportedValuesOf('currency')

const empty = {
  hospitalName: '',
  name: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: 'EUR',
  address: '',
  phone: '',
  taxPercent: '0',
  firstName: '',
  lastName: '',
  email: '',
  password: '',
}

const fieldsOf = (part: string, ...names: string[]) => names.map((name) => `${part}.${name}`)

const shown = [
  'hospitalName',
  ...fieldsOf('location', 'name', 'timeZone', 'currency', 'address', 'phone', 'taxRate'),
  ...fieldsOf('administrator', 'firstName', 'lastName', 'email', 'password'),
]

/** An empty system asks, once, whose it is. */
export function SetUpPage() {
  const navigate = useNavigate()
  const { values, set, text } = useFields(empty)
  const [setUp, { loading }] = useSetUpPageMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async () => {
    setProblem(null)
    const { hospitalName, name, timeZone, currency, address, phone, taxPercent, ...administrator } = values
    const taxRate = Math.round(Number(taxPercent.replace(',', '.')) * 100)
    if (!Number.isFinite(taxRate)) {
      const message = 'This is no number.'
      setProblem({
        code: 'BAD_USER_INPUT',
        message,
        field: 'location.taxRate',
        requestId: null,
        extensions: {},
      })
      return
    }
    try {
      const location = { name, timeZone, currency, address, phone, taxRate }
      const { data } = await setUp({
        variables: { input: { hospitalName, locale: navigator.language, location, administrator } },
      })
      if (!data) return
      session.grant(data.setUpHospital)
      await navigate('/', { replace: true })
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <EntryPage wide title="Set up your hospital" lead="Asked once. Afterwards you invite the others.">
      <EntryForm
        submitLabel="Open the hospital"
        busy={loading}
        problem={problem}
        fields={shown}
        onSubmit={() => void submit()}
      >
        <TextField
          label="The hospital’s name"
          autoComplete="organization"
          autoFocus
          {...text('hospitalName')}
          {...wrong(problem, 'hospitalName')}
        />
        <Part title="Its first location">
          <TextField label="Name on the door" {...text('name')} {...wrong(problem, 'location.name')} />
          <TextField
            label="Address"
            multiline
            minRows={2}
            {...text('address')}
            {...wrong(problem, 'location.address')}
          />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            <Autocomplete
              options={zones}
              value={values.timeZone}
              disableClearable
              onChange={(_event, zone) => set('timeZone', zone)}
              renderInput={(params) => (
                <TextField {...params} label="Time zone" {...wrong(problem, 'location.timeZone')} />
              )}
            />
            <TextField
              label="Phone (optional)"
              type="tel"
              autoComplete="off"
              {...text('phone')}
              {...wrong(problem, 'location.phone')}
            />
            <Autocomplete
              options={currencies}
              value={values.currency}
              disableClearable
              onChange={(_event, currency) => set('currency', currency)}
              renderInput={(params) => (
                <TextField {...params} label="Currency" {...wrong(problem, 'location.currency')} />
              )}
            />
            <TextField
              label="Tax on services"
              {...text('taxPercent')}
              slotProps={{
                htmlInput: { inputMode: 'decimal' },
                input: { endAdornment: <InputAdornment position="end">%</InputAdornment> },
              }}
              {...wrong(problem, 'location.taxRate')}
            />
          </Box>
        </Part>
        <Part title="Its administrator: you">
          <PersonFields text={text} problem={problem} within="administrator." />
          <PasswordField
            label="Password"
            autoComplete="new-password"
            {...text('password')}
            helperText={passwordHint}
            {...wrong(problem, 'administrator.password')}
          />
        </Part>
      </EntryForm>
    </EntryPage>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ display: 'grid', gap: 2, mt: 1 }}>
      <Typography variant="h2">{title}</Typography>
      {children}
    </Box>
  )
}
