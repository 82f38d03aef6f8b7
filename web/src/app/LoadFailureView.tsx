import CloudOff from '@mui/icons-material/CloudOffOutlined'
import SystemUpdateAlt from '@mui/icons-material/SystemUpdateAlt'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { EmptyState } from '../ui/EmptyState'
import { causeOfLoadFailure, type LoadFailure } from './release'

const texts: Record<Exclude<LoadFailure, 'updated'>, string> = {
  offline: 'The hospital’s server cannot be reached. Check the connection and try again.',
  unknown: 'The server answers, but did not send the page. Try again.',
}

/**
 * In place of what could not be loaded. It reloads only when asked to and only while the server answers, so it can
 * neither loop nor replace the application by the browser's own error page.
 */
export function LoadFailureView({ heading }: { heading: 'h1' | 'h2' }) {
  const [cause, setCause] = useState<LoadFailure | null>(null)
  const [trying, setTrying] = useState(false)
  useEffect(() => {
    void causeOfLoadFailure().then(setCause)
  }, [])
  const retry = async () => {
    setTrying(true)
    const found = await causeOfLoadFailure()
    setTrying(false)
    if (found === 'offline') setCause(found)
    else location.reload()
  }
  if (cause === null) return null
  const updated = cause === 'updated'
  return (
    <div role="alert">
      <EmptyState
        heading={heading}
        title={updated ? 'Vetgraph was updated' : 'This page could not be loaded'}
        icon={updated ? <SystemUpdateAlt /> : <CloudOff />}
        action={
          <Button variant="contained" loading={trying} onClick={() => void retry()}>
            {updated ? 'Reload' : 'Try again'}
          </Button>
        }
      >
        {updated ? 'This window still runs the previous version. Reload it to go on.' : texts[cause]}
      </EmptyState>
    </div>
  )
}
