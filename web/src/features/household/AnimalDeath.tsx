import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { formatDay } from '../../ui/format'
import type { Animal_petFragment } from './animal.gen'
import { ReportDeathDialog } from './ReportDeathDialog'

/** What is said of an animal that has died. */
export function Condolence({ pet }: { pet: Animal_petFragment }) {
  return (
    <Paper variant="outlined" component="section" aria-label={`In memory of ${pet.name}`} sx={{ p: 2 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        We are sorry for your loss
      </Typography>
      <Typography>
        {pet.deceasedOn ? `${pet.name} died on ${formatDay(pet.deceasedOn, 'long')}. ` : ''}
        {pet.deathReportedAt ? 'Thank you for telling us. ' : ''}
        Visits ahead are cancelled, and we send you no more messages or reminders about {pet.name}. What we
        wrote stays here for you.
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
        If this is a mistake, call us: we set it right.
      </Typography>
    </Paper>
  )
}

/** Where a client tells that an animal has died. */
export function DeathReport({ pet }: { pet: Animal_petFragment }) {
  const [open, setOpen] = useState(false)
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Has {pet.name} died? You need not call.
      </Typography>
      <Button size="small" color="inherit" onClick={() => setOpen(true)}>
        Tell us here
      </Button>
      {open && <ReportDeathDialog pet={pet} onClose={() => setOpen(false)} />}
    </Box>
  )
}
