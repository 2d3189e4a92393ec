import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportResult } from '#api/contract.ts'
import { recordsChanged, upload } from '../api.ts'
import { useSystem, useTitle } from '../hooks.ts'
import { Glyph } from '../parts/icons.tsx'
import { ErrorNote, Loading } from '../parts/refusals.tsx'
import { number } from '../parts/words.tsx'

/** 导入历史台账: template, check first, then write; every mistake with its row and column. */
export function ImportPage() {
  const { system: code = '' } = useParams({ strict: false }) as { system?: string }
  const system = useSystem(code)
  const [file, setFile] = useState<File>()
  const check = useMutation({ mutationFn: (f: File) => upload<ImportResult>(`/imports?system=${code}&dry=1`, [f]) })
  const write = useMutation({
    mutationFn: ({ f, partial }: { f: File; partial: boolean }) =>
      upload<ImportResult>(`/imports?system=${code}${partial ? '&partial=1' : ''}`, [f]),
    onSuccess: recordsChanged,
  })
  useTitle('导入台账')
  if (!system) return <Loading />
  const found = check.data
  const done = write.data
  const choose = (f: File | undefined) => {
    if (!f) return
    setFile(f)
    write.reset()
    check.mutate(f)
  }
  return (
    <>
      <header className="fh">
        <p className="sm mut crumbs">
          <Link to="/list/$system" params={{ system: code }} search={{}}>
            {system.name}
          </Link>
          <span>导入历史台账</span>
        </p>
        <h1 className="pg">导入{system.name}历史台账</h1>
        <p className="mut">先下载模板填写，再选择文件。先全部检查，没有错误才写入；同一行再次导入不会重复。</p>
      </header>
      <p className="acts">
        <a className="btn" href={`/api/v1/imports/template?system=${code}&format=xlsx`}>
          下载 XLSX 模板
        </a>
        <a className="btn" href={`/api/v1/imports/template?system=${code}&format=csv`}>
          下载 CSV 模板
        </a>
      </p>
      <label
        className="drop"
        onDragOver={e => e.preventDefault()}
        onDrop={e => {
          e.preventDefault()
          choose(e.dataTransfer.files[0])
        }}
      >
        {check.isPending || write.isPending
          ? '正在检查……'
          : file
            ? file.name
            : '把台账文件（XLSX、CSV）拖到这里，或者点此选择'}
        <input
          className="vh"
          type="file"
          accept=".xlsx,.csv"
          onChange={e => {
            choose(e.target.files?.[0])
            e.target.value = ''
          }}
        />
      </label>
      <ErrorNote error={check.error ?? write.error} />
      {done ? (
        <p className="lead mt">
          <span className="bamboo">
            <Glyph of="in" />
          </span>
          已写入 {number(done.written)} 件，{number(done.same)} 件与以前相同。
          <Link to="/list/$system" params={{ system: code }} search={{}}>
            查看清单
          </Link>
        </p>
      ) : found ? (
        <section className="mt">
          <p className="lead">
            共 {number(found.rows)} 行：
            {found.errors.length
              ? `有错误，尚未写入`
              : `可以写入 ${number(found.written)} 件，${number(found.same)} 件与以前相同`}
            。
          </p>
          {found.errors.length ? (
            <table className="tbl sheet">
              <caption className="vh">错误</caption>
              <thead>
                <tr>
                  <th scope="col" className="n">
                    行
                  </th>
                  <th scope="col">列</th>
                  <th scope="col">怎样改正</th>
                </tr>
              </thead>
              <tbody>
                {found.errors.slice(0, 200).map((e, i) => (
                  <tr key={`${e.row}${e.column}${i}`}>
                    <td className="n">{e.row}</td>
                    <td className="nb">{e.column}</td>
                    <td>{e.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          <p className="acts mt">
            <button
              className="btn pri"
              type="button"
              disabled={found.errors.length > 0 || write.isPending}
              onClick={() => file && write.mutate({ f: file, partial: false })}
            >
              全部写入
            </button>
            {found.errors.length && found.written ? (
              <button
                className="btn"
                type="button"
                disabled={write.isPending}
                onClick={() => file && write.mutate({ f: file, partial: true })}
              >
                只写入正确的 {number(found.written)} 行
              </button>
            ) : null}
          </p>
        </section>
      ) : null}
    </>
  )
}
