-- Lower case, without accents: "Zoë" is found by "zoe". Immutable, so that columns and indexes may use it.
CREATE FUNCTION "clinical"."fold"(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(regexp_replace(normalize(words, NFKD), U&'[\0300-\036F]', '', 'g'));
