import Box from '@mui/material/Box'
import { Link, Navigate, Outlet, useLocation } from 'react-router'
import { type AdministrationGroup, administrationGroups } from '../../ui/feature'
import { useViewer } from '../../ui/viewer'
import { administration, isAt } from './navigation'
import { entry, PageTabs, Row } from './PageTabs'

/** The pages of the administration under a row of their groups; the address without one opens the first. */
export function AdministrationLayout() {
  const { permissions } = useViewer()
  const { pathname } = useLocation()
  const pages = administration.filter(({ permission }) => permissions.includes(permission))
  const groups = (Object.keys(administrationGroups) as AdministrationGroup[]).flatMap((group) => {
    const ofGroup = pages.filter((page) => page.group === group)
    return ofGroup.length > 0 ? [{ group, pages: ofGroup }] : []
  })
  const [first] = groups
  const open = groups.find(({ pages }) => pages.some(({ to }) => isAt(pathname, to)))
  if (first && /^\/admin\/?$/.test(pathname)) return <Navigate to={first.pages[0]!.to} replace />
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
            {groups.map(({ group, pages }) => (
              <Box
                key={group}
                component={Link}
                to={pages[0]!.to}
                aria-current={group === open?.group ? 'true' : undefined}
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
                {administrationGroups[group]}
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
