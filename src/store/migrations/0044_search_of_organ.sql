-- The organs whose lists a record stands on are marks among its words, so that an organ's search meets both in one index.
-- Going back through the records of the whole division until enough were the organ's took 180 ms at 2 million records.
update zs.search s
set words = s.words || array_to_tsvector(array(select distinct 'organ:' || o from unnest(r.organ || r.organs) as o))
from zs.record r
where r.division = s.division and r.id = s.record;

create or replace function zs.matching(p_query tsquery, p_system text, p_most int)
returns table (id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  division text := current_setting('zs.division', true);
  organ text := current_setting('zs.organ', true);
  sees text := current_setting('zs.sees', true);
begin
  if sees is null or sees not in ('division', 'organ') then
    return;
  end if;
  return query execute format(
    'select s.record from zs.search s where s.division = %L and s.words @@ %L::tsquery %s
     order by s.opened_on desc, s.record desc limit %s',
    division, case when sees = 'organ' then array_to_tsvector(array['organ:' || organ])::text::tsquery && p_query else p_query end,
    case when p_system is not null then format('and s.system = %L', p_system) end,
    p_most);
end
$$;

-- An organ's rows in a stage or with an outcome that few have: by this index the rare ones are found without reading all.
create index record_by_outcome on zs.record (division, system, outcome, opened_on desc, id desc) include (organ, organs)
  where outcome is not null;
drop index zs.record_list_of_organ;
create index record_list_of_organ on zs.record (division, organ, system, opened_on desc, id desc, stage, outcome) include (organs);
