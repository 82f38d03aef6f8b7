import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import { Tag } from '../../../ui/Tag'
import { Can } from '../../../ui/viewer'
import type { AppointmentDrawer_appointmentFragment } from './drawer.gen'

interface Props {
  forms: NonNullable<AppointmentDrawer_appointmentFragment['consentForms']>
  petId: string
  appointmentId: string
}

/** Which consent forms of a visit are signed, and which are missing; what was withdrawn counts no more. */
export function ConsentForms({ forms, petId, appointmentId }: Props) {
  const wanted = forms.filter(({ status }) => status !== 'WITHDRAWN')
  return (
    <>
      {wanted.map((form) => (
        <Box key={form.id} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, alignItems: 'baseline' }}>
          <Link component={RouterLink} to={`/patients/${petId}#consent-forms`}>
            {form.title}
          </Link>
          {form.status === 'SIGNED' && <Tag tone="good">Signed</Tag>}
          {form.status === 'PREPARED' && <Tag tone="warn">Missing</Tag>}
          {form.status === 'DECLINED' && <Tag tone="bad">Declined</Tag>}
        </Box>
      ))}
      {wanted.length === 0 && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          None
          <Can do="consent-form:write">
            {' · '}
            <Link
              component={RouterLink}
              to={`/patients/${petId}?consent=${appointmentId}#consent-forms`}
              underline="always"
            >
              Prepare form
            </Link>
          </Can>
        </Box>
      )}
    </>
  )
}
