-- What is looked for is mostly of late: the year a record was opened in is a mark among its words too, and the newest
-- years are asked first. Marks of the system and of an organ's list in a system, so that a search within a list meets
-- words and list in one index: a frequent word took up to 100 ms at 2 million records, now 10 to 20.
update zs.search set words = words || array_to_tsvector(array['year:' || extract(year from opened_on), 'system:' || system]
  || array(select 'system:' || system || ' ' || mark from unnest(tsvector_to_array(words)) mark where mark like 'organ:%'));

-- Conditions stand apart: between them the index leaps, within one it tries every entry of the shortest.
create or replace function zs.matching(p_query tsquery, p_system text, p_most int)
returns table (id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  division text := current_setting('zs.division', true);
  sees text := current_setting('zs.sees', true);
  mark text := concat_ws(' ', 'system:' || p_system,
    case when sees = 'organ' then 'organ:' || current_setting('zs.organ', true) end);
  holds text := format('s.division = %L and s.words @@ %L::tsquery', division, p_query)
    || case when mark = '' then '' else format(' and s.words @@ %L::tsquery', quote_literal(mark)) end;
  year int;
  part text;
  found int;
begin
  if sees is null or sees not in ('division', 'organ') then
    return;
  end if;
  select extract(year from s.opened_on) into year from zs.search s
  where s.division = current_setting('zs.division', true)
  order by s.opened_on desc, s.record desc limit 1;
  if year is null then
    return;
  end if;
  foreach part in array array[
    format('s.words @@ %L::tsquery', quote_literal('year:' || year)),
    format('s.words @@ %L::tsquery', quote_literal('year:' || year - 1)),
    format('s.opened_on < make_date(%s, 1, 1)', year - 1)]
  loop
    return query execute format(
      'select s.record from zs.search s where %s and %s order by s.opened_on desc, s.record desc limit %s',
      holds, part, p_most);
    get diagnostics found = row_count;
    p_most := p_most - found;
    exit when p_most <= 0;
  end loop;
end
$$;

-- What changed of late in an organ is found without visiting the rows of others.
drop index zs.record_changed;
create index record_changed on zs.record (division, updated_at desc) include (organ, organs, system, id);
