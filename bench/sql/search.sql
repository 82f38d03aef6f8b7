-- $1 what was typed, one word; the connection's pg_trgm.word_similarity_threshold is 0.5
select p.id, p.name, p.status, s.name as species,
  o.id as owner_id, o.first_name || ' ' || o.last_name as owner_name, o.phone
from (
  select p.*, case
      when p.sort_name = q.word or p.search_text like q.word || ' %' then '0'
      when p.sort_name like q.word || '%' or p.search_text like q.word || '%' then '1'
      when ' ' || p.search_text like '% ' || q.word || '%' then '2'
      else '3'
    end
    || to_char(999 - round((word_similarity(q.word, p.search_text) * 999)::numeric), 'FM000')
    || ' ' || p.sort_name as place
  from clinical.fold($1) q (word), clinical.pets p
  where q.word <% p.search_text
  order by place, p.id limit 7
) p
join clinical.species s on s.id = p.species_id
join clinical.owners o on o.id = p.owner_id
order by p.place, p.id
