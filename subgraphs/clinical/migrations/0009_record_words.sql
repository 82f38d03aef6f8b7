-- PostgreSQL's parser takes 2026-10-05 for three numbers, two of them negative, and PU/PD for a path. Records and what is
-- looked for in them are therefore taken apart alike: into runs of letters and digits, folded.
DROP INDEX "clinical"."medical_records_words";--> statement-breakpoint
CREATE FUNCTION "clinical"."words_of"(words text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN to_tsvector('simple'::regconfig, regexp_replace(clinical.fold(words), '[^[:alnum:]]+', ' ', 'g'));--> statement-breakpoint
CREATE OR REPLACE FUNCTION "clinical"."record_words"(subjective text, objective text, assessment text, plan text)
  RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN clinical.words_of(subjective || ' ' || objective || ' ' || assessment || ' ' || plan);--> statement-breakpoint
-- Every word of a search, or its beginning; null when it has none.
CREATE FUNCTION "clinical"."sought_words"(search text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN (SELECT string_agg(quote_literal(lexeme) || ':*', ' & ')::tsquery FROM unnest(clinical.words_of(search)));--> statement-breakpoint
CREATE INDEX "medical_records_words" ON "clinical"."medical_records"
  USING gin ("clinical"."record_words"("subjective", "objective", "assessment", "plan"));
