import AddAlert from '@mui/icons-material/AddAlertOutlined'
import Close from '@mui/icons-material/Close'
import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { useState } from 'react'
import type { PatientForm_petFragment } from '../pets.gen'
import { statusColour } from '../../../ui/StatusChip'
import { Tag } from '../../../ui/Tag'
import { Can } from '../../../ui/viewer'
import { AddAlertDialog } from './AddAlertDialog'
import { alertKindLabels } from './alertWords'
import { RemoveAlertDialog } from './RemoveAlertDialog'

type Alert = PatientForm_petFragment['alertDetails'][number]

/** What everybody must know before touching the animal, with a way to enter more. */
export function AlertsBanner({ pet }: { pet: PatientForm_petFragment }) {
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Alert | null>(null)
  const severe = pet.alertDetails.some(({ severity }) => severity === 'SEVERE')
  const tint = severe ? 'NO_SHOW' : 'ARRIVED'
  const add = (
    <Can do="pet:write">
      <Button size="small" color="inherit" startIcon={<AddAlert />} onClick={() => setAdding(true)}>
        Add alert
      </Button>
    </Can>
  )
  return (
    <>
      {pet.alertDetails.length === 0 ? (
        <Box sx={{ color: 'text.secondary', mt: -1 }}>{add}</Box>
      ) : (
        <Box
          component="section"
          aria-label="Alerts"
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1.5,
            p: 1.5,
            color: statusColour(tint, 'ink'),
            backgroundColor: statusColour(tint, 'fill'),
            borderRadius: 1.25,
            border: '2px solid',
            borderColor: statusColour(tint, 'line'),
          }}
        >
          <Warning aria-hidden sx={{ fontSize: 28 }} />
          <Box
            component="ul"
            sx={{ m: 0, p: 0, listStyle: 'none', fontSize: '1rem', fontWeight: 700, flex: 1, minWidth: 200 }}
          >
            {pet.alertDetails.map((alert) => (
              <Box component="li" key={alert.id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                {alert.text}
                <Tag>{alertKindLabels[alert.kind]}</Tag>
                <Can do="pet:write">
                  <IconButton
                    size="small"
                    color="inherit"
                    aria-label={`Remove the alert ${alert.text}`}
                    onClick={() => setRemoving(alert)}
                  >
                    <Close sx={{ fontSize: 16 }} />
                  </IconButton>
                </Can>
              </Box>
            ))}
          </Box>
          {add}
        </Box>
      )}
      {adding && <AddAlertDialog pet={pet} onClose={() => setAdding(false)} />}
      {removing && <RemoveAlertDialog alert={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}
