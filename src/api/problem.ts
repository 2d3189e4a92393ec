import type { FastifyReply } from 'fastify'
import { type Refusal, type Refused, refusals } from '#kernel/refusal.ts'
import type { Problem } from './contract.ts'

/** A refusal as RFC 9457 problem details. */
export function problemOf(refusal: Refusal, others: readonly Refusal[] = [], more: Partial<Problem> = {}): Problem {
  const { status, meaning } = refusals[refusal.code]
  return {
    type: `/api/docs/refusals#${refusal.code}`,
    title: meaning,
    status,
    detail: refusal.message,
    code: refusal.code,
    ...(refusal.path ? { path: refusal.path } : {}),
    ...(refusal.article ? { article: refusal.article } : {}),
    ...(refusal.allowed ? { allowed: refusal.allowed } : {}),
    ...(others.length ? { others } : {}),
    ...more,
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}

/** Sends a refusal with its status; every route ends with this or with its value. */
export const sendRefusal = (reply: FastifyReply, refused: Refused, more: Partial<Problem> = {}): FastifyReply =>
  sendProblem(reply, problemOf(refused.refusal, refused.others, more))
