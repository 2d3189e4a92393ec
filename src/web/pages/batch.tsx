import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { takesBatches, useSystem, useSystems, useTitle } from '../hooks.ts'
import { EntryGrid } from '../parts/entry-grid.tsx'
import { Empty, ErrorNote, Loading } from '../parts/refusals.tsx'

/** 成批登记: one row a record, typed or pasted, each checked while typed and opened by itself. */
export function BatchPage() {
  const { system: code = '' } = useParams({ strict: false }) as { system?: string }
  const { cols } = useSearch({ strict: false }) as { cols?: string }
  const navigate = useNavigate()
  const systems = useSystems()
  const system = useSystem(code)
  useTitle(system ? `${system.name}成批登记` : undefined)
  if (systems.error) return <ErrorNote error={systems.error} />
  if (systems.isPending) return <Loading rows={6} />
  if (!system || !takesBatches(system))
    return <Empty title="这类事项不能成批登记">请从清单中逐件登记，或者导入历史台账。</Empty>
  return (
    <>
      <header className="fh">
        <p className="sm mut crumbs">
          <Link to="/list/$system" params={{ system: code }} search={{}}>
            {system.name}
          </Link>
          <span>成批登记</span>
        </p>
        <h1 className="pg">{system.name}成批登记</h1>
        <p className="mut">
          一行一{system.unit}，边填边核对，各行分别登记，没有通过的留在表内。照片等附件在登记之后添加。
        </p>
      </header>
      <EntryGrid
        key={code}
        system={system}
        cols={cols}
        change={next =>
          void navigate({
            to: '/batch/$system',
            params: { system: code },
            search: next ? { cols: next } : {},
            replace: true,
          })
        }
      />
    </>
  )
}
