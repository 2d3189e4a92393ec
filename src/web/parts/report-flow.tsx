import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useState } from 'react'
import type { Report, ReportEntry } from '#api/contract.ts'
import { post } from '../api.ts'
import { ErrorNote, RefusalNote, refusalsOf } from './refusals.tsx'
import { Dialog } from './report-dialog.tsx'
import { inPlaces, messagesOf } from './report-findings.tsx'
import { refresh, type Shown } from './report-shown.ts'
import { Words } from './words.tsx'

type Asked = 'check' | 'publish' | 'withdraw'

/** The verbs of the present stage; what stands in the way is told, and how it may be passed with a reason. */
export function Flow({ shown: { head, report, writes }, open }: { shown: Shown; open: boolean }) {
  const [asked, setAsked] = useState<Asked>()
  const back = useMutation({ mutationFn: () => post(`/reports/${report.year}/return`), onSuccess: refresh })
  if (!writes || !open) return null
  const blocking = report.findings.filter(f => f.blocks).length
  return (
    <>
      {head.status === 'draft' ? (
        <button className={`btn ${blocking ? '' : 'pri'}`} type="button" onClick={() => setAsked('check')}>
          {blocking ? `定稿（还有 ${blocking} 处）` : '定稿'}
        </button>
      ) : null}
      {head.status === 'checked' ? (
        <>
          <button className="btn" type="button" onClick={() => back.mutate()}>
            退回编写
          </button>
          <button className="btn pri" type="button" onClick={() => setAsked('publish')}>
            发布
          </button>
        </>
      ) : null}
      {head.status === 'published' ? (
        <button className="btn" type="button" onClick={() => setAsked('withdraw')}>
          撤回
        </button>
      ) : null}
      <ErrorNote error={back.error} />
      {asked ? <Ask asked={asked} report={report} head={head} close={() => setAsked(undefined)} /> : null}
    </>
  )
}

const asks = {
  check: { title: '审核定稿', verb: '定稿', path: 'check', label: '说明（确有原因的，写明后可以定稿）' },
  publish: { title: '发布年度报告', verb: '发布', path: 'publish', label: '说明' },
  withdraw: { title: '撤回已发布的报告', verb: '撤回', path: 'withdraw', label: '撤回的理由' },
} as const

function Ask({ asked, report, head, close }: { asked: Asked; report: Report; head: ReportEntry; close: () => void }) {
  const [words, setWords] = useState(asked === 'publish' ? (head.explanation ?? '') : '')
  const navigate = useNavigate()
  const id = useId()
  const { title, verb, path, label } = asks[asked]
  const blocking = report.findings.filter(f => f.blocks)
  const needed = asked === 'withdraw' || blocking.length > 0
  const send = useMutation({
    mutationFn: () =>
      post(
        `/reports/${report.year}/${path}`,
        asked === 'withdraw' ? { reason: words } : words.trim() ? { explanation: words } : {},
      ),
    onSuccess: async () => {
      await refresh()
      close()
      await navigate({ to: '.', search: { view: undefined } as never })
    },
  })
  useEffect(() => send.reset, [send.reset])
  return (
    <Dialog
      title={title}
      verb={verb}
      close={close}
      submit={() => send.mutate()}
      pending={send.isPending}
      disabled={needed && words.trim() === ''}
    >
      {asked === 'check' ? <p>定稿之后不能再改数据和文字；须修改的，可以退回编写。</p> : null}
      {asked === 'publish' ? (
        <p>
          发布时按案件再算一遍，内容连同台账的存证一起固定，计算 SM3
          校验值，公开供社会查阅。发布之后不能修改，只能写明理由撤回，另编新的一版。
        </p>
      ) : null}
      {asked === 'withdraw' ? <p>撤回的一版仍然保留，可以查阅；新的一版从它的文字和改写开始。</p> : null}
      {asked !== 'withdraw' && blocking.length ? (
        <>
          <p className="seal">
            <b>还有 {blocking.length} 处没有处理</b>
          </p>
          {/* A region that scrolls must be reachable by keyboard */}
          <ul className="ask-list" tabIndex={0}>
            {inPlaces(blocking)
              .flatMap(({ findings }) => messagesOf(findings, report))
              .map(m => (
                <li key={m}>
                  <Words>{m}</Words>
                </li>
              ))}
          </ul>
        </>
      ) : null}
      {needed ? (
        <div className="fld">
          <label htmlFor={id}>{label}</label>
          <textarea id={id} className="fi" rows={3} value={words} onChange={e => setWords(e.target.value)} />
        </div>
      ) : null}
      <RefusalNote refusals={refusalsOf(send.error)} />
    </Dialog>
  )
}
