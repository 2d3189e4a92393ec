import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NotHere } from './pages/not-here.tsx'
import { Shell } from './shell.tsx'

/** One route per page, each in its own chunk; what a page filters by stands in the address. */
const root = createRootRoute({ component: Shell, notFoundComponent: NotHere })
type Search = Readonly<Record<string, string | undefined>>
const search = (raw: Record<string, unknown>): Search =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([k, v]) =>
      v === undefined || v === null || v === '' ? [] : [[k, typeof v === 'string' ? v : JSON.stringify(v)]],
    ),
  )

const page = <const P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: search,
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.JSX.Element>>, name),
  })

const routes = [
  page('/', () => import('./pages/today.tsx'), 'TodayPage'),
  page('/all', () => import('./pages/systems.tsx'), 'SystemsPage'),
  page('/me', () => import('./pages/me.tsx'), 'MePage'),
  page('/list/$system', () => import('./pages/list.tsx'), 'ListPage'),
  page('/open/$system', () => import('./pages/open.tsx'), 'OpenPage'),
  page('/batch/$system', () => import('./pages/batch.tsx'), 'BatchPage'),
  page('/record/$id', () => import('./pages/record.tsx'), 'RecordPage'),
  page('/figures', () => import('./pages/figures.tsx'), 'FiguresPage'),
  page('/reports', () => import('./pages/reports.tsx'), 'ReportsPage'),
  page('/reports/$year', () => import('./pages/report.tsx'), 'ReportPage'),
  page('/reader', () => import('./pages/reader.tsx'), 'ReaderPage'),
  page('/supervision', () => import('./pages/supervision.tsx'), 'SupervisionPage'),
  page('/follow-up', () => import('./pages/follow-up.tsx'), 'FollowUpPage'),
  page('/import/$system', () => import('./pages/import.tsx'), 'ImportPage'),
  page('/admin', () => import('./pages/admin.tsx'), 'AdminPage'),
]

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/workbench',
  scrollRestoration: true,
  defaultPreload: 'intent',
  // The address holds plain words: ?stage=accepted, not JSON.
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: values => {
    const text = new URLSearchParams(
      Object.entries(values).filter(([, v]) => v !== undefined && v !== '') as [string, string][],
    ).toString()
    return text ? `?${text}` : ''
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
