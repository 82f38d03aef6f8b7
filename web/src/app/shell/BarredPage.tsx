import LockOutlined from '@mui/icons-material/LockOutlined'
import Button from '@mui/material/Button'
import { Link } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { useCan } from '../../ui/viewer'

/** A page of the hospital that the account has no business with, reached by a typed address or an old link. */
export function BarredPage() {
  const isStaff = useCan('staff:read')
  return (
    <Page title="Not for this account">
      <EmptyState
        title="Your account does not open this page"
        icon={<LockOutlined />}
        action={
          <Button component={Link} to="/" variant="contained">
            Go to the first page
          </Button>
        }
      >
        {isStaff
          ? 'If you need it for your work, ask your administrator.'
          : 'It is for the hospital’s staff.'}
      </EmptyState>
    </Page>
  )
}
