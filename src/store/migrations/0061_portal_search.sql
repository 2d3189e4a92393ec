-- A listed value may name a person (案由“占道经营，经营者某某”). Such a name is taken out before words are looked for: who is
-- masked on the page must not be found by name either, nor the party of a publication that was withdrawn.

-- What the law makes public, newest first, with the number of all: penalties that were published and are neither taken
-- down nor past the end of their display; documents that were published or put to public consultation; activities that
-- were not struck out. Withdrawn penalties stay: their number, day and reason are told. `p_words` finds numbers of papers,
-- listed values and names of organisations, never of people.
create or replace function zs.portal_records(
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
      and (p_words is null
        or exists (
          select from jsonb_array_elements(r.state -> 'steps') s, jsonb_array_elements(s -> 'documents') n
          where n ->> 'number' like p_words)
        or (
          -- Of a withdrawn publication nothing but the number is told, so nothing else finds it.
          not exists (
            select from jsonb_array_elements(r.state -> 'steps') s where s ->> 'action' = 'withdrawPublication')
          and (
            regexp_replace(r.listed::text, coalesce((
              select string_agg(regexp_replace(y.name, '([][\\^$.|?*+(){}-])', '\\\1', 'g'), '|') from zs.party y
              where y.division = r.division and y.record = r.id and y.kind = 'person' and y.name <> ''), '(?!)'), '', 'g')
              like p_words
            or exists (
              select from zs.party y
              where y.division = r.division and y.record = r.id and y.kind = 'organisation' and y.name like p_words))))
  )
  select f.id, f.organ, f.on_day, f.state, count(*) over ()
  from found f
  order by f.on_day desc, f.id desc
  offset p_skip limit p_most;
end;
