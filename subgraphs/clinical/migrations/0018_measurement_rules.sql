-- What no animal of the species weighs, generously: it catches a slip of the decimal point, not a fat cat.
UPDATE "clinical"."species" SET "max_grams" = "known"."grams"
  FROM (VALUES ('dog', 130000), ('cat', 25000), ('rabbit', 15000), ('guinea-pig', 3000), ('hamster', 500),
    ('ferret', 5000), ('parrot', 3000), ('tortoise', 300000), ('lizard', 30000), ('chicken', 10000))
    AS "known" ("id", "grams")
  WHERE "species"."id" = "known"."id";--> statement-breakpoint
-- A measurement never changes; taking it back is the only change.
CREATE FUNCTION "clinical"."measurements_are_only_retracted"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.retracted_at is not null
    or to_jsonb(new) - array['retracted_at', 'retracted_by', 'retraction_reason']
      <> to_jsonb(old) - array['retracted_at', 'retracted_by', 'retraction_reason'] then
    raise exception 'measurement % does not change', old.id
      using errcode = 'check_violation', constraint = 'measurements_only_retracted';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "weights_only_retracted" BEFORE UPDATE ON "clinical"."weights"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."measurements_are_only_retracted"();--> statement-breakpoint
CREATE TRIGGER "vitals_only_retracted" BEFORE UPDATE ON "clinical"."vitals"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."measurements_are_only_retracted"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."vitals" FROM "vetgraph_clinical";
