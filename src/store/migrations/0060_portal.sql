-- The public portal. Whoever asks here has not signed in and sees no records (`public`): what the portal may read goes
-- through the functions below, each of which gives away one thing only.

-- What was filed through the portal. The code that opens a case is kept as an argon2id hash: who reads this table cannot
-- use it, and it is read through zs.portal_case alone.
create table zs.portal_filing (
  division text not null,
  record uuid not null,
  number text not null,
  organ text not null,
  code_hash text not null,
  created_at timestamptz not null default now(),
  primary key (division, record)
);
create index portal_filing_by_number on zs.portal_filing (division, number);

alter table zs.portal_filing enable row level security;
create policy files on zs.portal_filing for insert to zhunsheng_app
  with check (division = current_setting('zs.division', true));
grant insert on zs.portal_filing to zhunsheng_app;

-- The cases with a number, to compare the code with.
create function zs.portal_case(p_number text)
returns table (record uuid, organ text, code_hash text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select f.record, f.organ, f.code_hash from zs.portal_filing f
  where f.division = current_setting('zs.division', true) and f.number = p_number;
end;

-- Forms begun on the portal and left for a month are forgotten.
create function zs.forget_portal_drafts(p_before timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  delete from zs.draft d
  where d.division = current_setting('zs.division', true) and d.person like 'portal:%' and d.changed_at < p_before;
end;

-- Acts by which something is made public. Few among many: an index of their own, written only when something is.
create index event_made_public on zs.event (division, system, occurred_on desc, record)
  where (system = 'penalty' and action = 'publish')
    or (system = 'normative-document' and action in ('publish', 'startConsultation'));

-- What the law makes public, newest first, with the number of all: penalties that were published and are neither taken
-- down nor past the end of their display; documents that were published or put to public consultation; activities that
-- were not struck out. Withdrawn penalties stay: their number, day and reason are told. `p_words` finds numbers of papers,
-- listed values and names of organisations, never of people.
create function zs.portal_records(
  p_system text, p_action text, p_record uuid, p_words text, p_organ text, p_first date, p_last date, p_today date,
  p_skip int, p_most int
) returns table (id uuid, organ text, on_day date, state jsonb, total bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  with public_since as (
    select e.record, min(e.occurred_on) as on_day
    from zs.event e
    where e.division = current_setting('zs.division', true) and e.system = p_system and e.action = p_action
      and ((e.system = 'penalty' and e.action = 'publish')
        or (e.system = 'normative-document' and e.action in ('publish', 'startConsultation')))
      and e.occurred_on between p_first and p_last and (p_record is null or e.record = p_record)
    group by e.record
    union all
    select r.id, r.opened_on
    from zs.record r
    where r.division = current_setting('zs.division', true) and r.system = p_system
      and p_system = 'publicity-activity' and p_action = 'open' and r.stage in ('recorded', 'checked')
      and r.opened_on between p_first and p_last and (p_record is null or r.id = p_record)
  ),
  found as (
    select r.id, r.organ, p.on_day, r.state
    from public_since p
    join zs.record r on r.division = current_setting('zs.division', true) and r.id = p.record
    where r.stage <> 'voided' and (p_organ is null or r.organ = p_organ)
      and not exists (
        select from jsonb_array_elements(r.state -> 'steps') s where p_system = 'penalty' and s ->> 'action' = 'takeDown')
      and not exists (
        select from zs.deadline d
        where d.division = r.division and d.record = r.id and d.code in ('displayShort', 'displayLong')
          and d.final_on < p_today)
      and (p_words is null or r.listed::text like p_words
        or exists (
          select from jsonb_array_elements(r.state -> 'steps') s, jsonb_array_elements(s -> 'documents') n
          where n ->> 'number' like p_words)
        or exists (
          select from zs.party y
          where y.division = r.division and y.record = r.id and y.kind = 'organisation' and y.name like p_words))
  )
  select f.id, f.organ, f.on_day, f.state, count(*) over ()
  from found f
  order by f.on_day desc, f.id desc
  offset p_skip limit p_most;
end;

-- How many open matters of a system are overdue, due today, due soon, in time and suspended: the district's own lights.
create function zs.portal_lights(p_system text, p_today date, p_near date)
returns table (light text, n int)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select case
      when r.due_status = 'paused' then 'stop'
      when r.next_due < p_today then 'over'
      when r.next_due = p_today then 'due'
      when r.next_due <= p_near then 'near'
      else 'ok' end, count(*)::int
  from zs.record r
  where r.division = current_setting('zs.division', true) and r.system = p_system and r.closed_on is null
    and r.stage <> 'voided'
  group by 1;
end;

revoke execute on function zs.portal_case, zs.forget_portal_drafts, zs.portal_records, zs.portal_lights from public;
grant execute on function zs.portal_case, zs.forget_portal_drafts, zs.portal_records, zs.portal_lights to zhunsheng_app;
