import Box from '@mui/material/Box'
import { Link, Navigate, Outlet, useLocation } from 'react-router'
import { administrationGroups } from '../../ui/feature'
import { useViewer } from '../../ui/viewer'
import { administrationFor, isAt } from './navigation'
import { entry, PageTabs, Row } from './PageTabs'

const index = '/admin/settings'

/** The pages of the administration under a row of their groups; the address without one opens the list of all. */
export function AdministrationLayout() {
  const { permissions } = useViewer()
  const { pathname } = useLocation()
  const groups = administrationFor(permissions)
  const open = groups.find(({ pages }) => pages.some(({ to }) => isAt(pathname, to)))
  if (/^\/admin\/?$/.test(pathname)) {
    const [only, other] = groups.flatMap(({ pages }) => pages)
    return <Navigate to={only && !other ? only.to : index} replace />
  }
  const entries = [
    { key: 'index', to: index, label: 'All settings', isOpen: isAt(pathname, index) },
    ...groups.map(({ group, pages }) => ({
      key: group,
      to: pages[0]!.to,
      label: administrationGroups[group],
      isOpen: group === open?.group,
    })),
  ]
  return (
    <>
      <Box
        component="nav"
        aria-label="Administration"
        sx={{
          position: 'sticky',
          top: 0,
          zIndex: 6,
          borderBottom: 1,
          borderColor: 'divider',
          backgroundColor: 'background.paper',
        }}
      >
        {groups.length > 1 && (
          <Row>
            {entries.map(({ key, to, label, isOpen }) => (
              <Box
                key={key}
                component={Link}
                to={to}
                aria-current={isOpen ? 'true' : undefined}
                sx={{
                  ...entry,
                  minHeight: { xs: 44, md: 36 },
                  borderRadius: 1,
                  my: 0.5,
                  '&[aria-current]': {
                    color: 'primary.main',
                    backgroundColor: 'color-mix(in srgb, var(--vg-palette-primary-main) 10%, transparent)',
                  },
                }}
              >
                {label}
              </Box>
            ))}
          </Row>
        )}
        <PageTabs pages={open?.pages ?? []} />
      </Box>
      <Outlet />
    </>
  )
}
