import CloudOff from '@mui/icons-material/CloudOffOutlined'
import LockOutlined from '@mui/icons-material/LockOutlined'
import ReportProblem from '@mui/icons-material/ReportProblemOutlined'
import SearchOff from '@mui/icons-material/SearchOff'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { EmptyState } from './EmptyState'
import { isOnlyHoles, problemOf } from './errors'

const looks: Record<string, { title: string; icon: typeof CloudOff; text?: string }> = {
  OFFLINE: { title: 'No connection to the hospital', icon: CloudOff },
  UNAVAILABLE: {
    title: 'This part is not answering right now',
    icon: CloudOff,
    text: 'It is asked again every few seconds, and what belongs here appears by itself.',
  },
  FORBIDDEN: { title: 'Your account may not see this', icon: LockOutlined },
  NOT_FOUND: { title: 'Nothing here', icon: SearchOff },
}

interface Props {
  error: unknown
  onRetry?: () => void
  /** `page` fills the place of a page or section, `line` is a single alert above content that still shows. */
  form?: 'page' | 'line'
}

export function ErrorView({ error, onRetry, form = 'page' }: Props) {
  const problem = problemOf(error)
  const retry = onRetry && (
    <Button
      onClick={onRetry}
      variant={form === 'page' ? 'contained' : 'text'}
      color={form === 'page' ? 'primary' : 'inherit'}
    >
      Try again
    </Button>
  )
  if (form === 'line') {
    // Trying again would not bring them, or happens by itself, and nothing on the page is wrong.
    if (isOnlyHoles(error)) return null
    return (
      <Alert severity="error" action={retry}>
        {problem.message}
      </Alert>
    )
  }
  const {
    title,
    icon: Icon,
    text,
  } = looks[problem.code] ?? { title: 'That did not work', icon: ReportProblem }
  return (
    <div role="alert">
      <EmptyState title={title} icon={<Icon />} action={retry}>
        {text ?? problem.message}
        {problem.requestId && (
          <Typography component="span" variant="caption" sx={{ display: 'block', mt: 1 }}>
            Reference for support: {problem.requestId}
          </Typography>
        )}
      </EmptyState>
    </div>
  )
}
