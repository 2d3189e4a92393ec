-- What was handed over to an organ and waits for its answer is found without reading all: only records with such a
-- hand-over stand in this index.
create index record_handed_over on zs.record (division, updated_at)
  where jsonb_path_exists(state, '$.handOvers[*] ? (@.status == "pending")');

-- As before; whoever handed a matter over is told too that it was accepted.
-- Events after `p_since`, by others, that concern the person of the session within what he may see:
--   acted      in a record that he handles (among them that it was assigned to him, or corrected; that another organ opened
--              its own from it)
--   corrected  a correction in a record that he opened and another handles
--   review     the last step of a record that now lies in one of the stages `p_systems`/`p_stages` of his organ
--   laid       the opening of a record of `p_laid_systems` whose field `p_laid_fields` names his organ
create or replace function zs.news(
  p_since timestamptz, p_systems text[], p_stages text[], p_laid_systems text[], p_laid_fields text[], p_most int
) returns table (kind text, record uuid, recorded_at timestamptz, body text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  with mine as materialized (
    select r.id, r.organ from zs.record r
    where r.division = current_setting('zs.division', true) and r.handler = current_setting('zs.person', true)
      and r.updated_at > p_since and zs.may_see(r.organ, r.organs)
    order by r.updated_at desc limit 300
  ),
  found as (
    select 'acted' as kind, e.record, e.recorded_at, e.actor, e.body
    from mine m join zs.event e on e.division = current_setting('zs.division', true) and e.record = m.id
    where e.recorded_at > p_since and (e.action not in ('note', 'attach', 'link')
      or e.action = 'link' and e.body::jsonb #>> '{by,organ}' <> m.organ)
    union all
    select 'corrected', e.record, e.recorded_at, e.actor, e.body
    from zs.event e join zs.record r on r.division = e.division and r.id = e.record
    where e.division = current_setting('zs.division', true) and e.action in ('correct', 'void')
      and e.recorded_at > p_since and zs.may_see(r.organ, r.organs)
      and r.handler is distinct from current_setting('zs.person', true)
      and r.state #>> '{steps,0,by,id}' = current_setting('zs.person', true)
    union all
    select 'review', e.record, e.recorded_at, e.actor, e.body
    from unnest(p_systems, p_stages) as w (system, stage)
    join zs.record r on r.division = current_setting('zs.division', true) and r.system = w.system and r.stage = w.stage
    join zs.event e on e.division = r.division and e.record = r.id and e.seq = (r.state #>> '{steps,-1,seq}')::int
    where r.closed_on is null and r.updated_at > p_since and e.recorded_at > p_since
      and (r.organ = current_setting('zs.organ', true) or current_setting('zs.organ', true) = any (r.organs))
    union all
    select 'laid', e.record, e.recorded_at, e.actor, e.body
    from unnest(p_laid_systems, p_laid_fields) as l (system, field)
    join zs.participation t on t.division = current_setting('zs.division', true)
      and t.organ = current_setting('zs.organ', true) and t.system = l.system
    join zs.record r on r.division = t.division and r.id = t.record
      and r.listed ->> l.field = current_setting('zs.organ', true)
    join zs.event e on e.division = r.division and e.record = r.id and e.seq = 1
    where r.closed_on is null and r.stage <> 'voided' and r.updated_at > p_since and e.recorded_at > p_since
  )
  select f.kind, f.record, f.recorded_at, f.body from found f
  where f.actor <> current_setting('zs.person', true)
  order by f.recorded_at desc, f.record, f.kind
  limit p_most;
end;
