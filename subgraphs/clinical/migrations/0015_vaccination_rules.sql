-- What was given stays as it was written, and nothing vanishes: what may change is noted about it, or it is retracted (MR2).
CREATE FUNCTION "clinical"."vaccination_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  free constant text[] := array['site', 'tag_number', 'adverse_reaction', 'due_override', 'due_override_reason',
    'retracted_at', 'retracted_by', 'retraction_reason', 'updated_at', 'version'];
begin
  if old.retracted_at is null and to_jsonb(old) - free = to_jsonb(new) - free then
    return new;
  end if;
  raise exception 'vaccination % stays as it is', old.id
    using errcode = 'check_violation', constraint = 'vaccinations_stay';
end $$;--> statement-breakpoint
CREATE TRIGGER "vaccinations_stay" BEFORE UPDATE ON "clinical"."vaccinations"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."vaccination_stays"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."vaccinations", "clinical"."vaccination_protocols",
  "clinical"."vaccine_products" FROM "vetgraph_clinical";--> statement-breakpoint
-- What a hospital begins with. Dogs and cats: facts from the WSAVA's guidelines of 2024 (doi.org/10.1111/jsap.13718).
INSERT INTO "clinical"."vaccination_protocols" ("id", "species_id", "name", "diseases", "importance", "rabies",
  "first_dose_weeks", "interval_weeks", "primary_until_weeks", "late_start_doses", "first_booster_age_weeks",
  "first_booster_months", "booster_months", "source", "version", "updated_at")
VALUES
  ('019abf00-0000-7000-8000-000000000001', 'dog', 'Distemper, hepatitis, parvovirus',
    '{Canine distemper,Infectious canine hepatitis,Canine parvovirus}', 'CORE', false,
    6, 4, 16, 2, 26, 12, 36, 'WSAVA guidelines 2024', 1, '2026-11-29'),
  ('019abf00-0000-7000-8000-000000000002', 'dog', 'Leptospirosis', '{Leptospirosis}', 'CORE', false,
    8, 4, 12, 2, null, 12, 12, 'WSAVA guidelines 2024: core where it occurs', 1, '2026-11-29'),
  ('019abf00-0000-7000-8000-000000000003', 'dog', 'Rabies', '{Rabies}', 'CORE', true,
    12, 4, 12, 1, null, 12, 36, 'WSAVA guidelines 2024: core where it occurs; the law comes first', 1, '2026-11-29'),
  ('019abf00-0000-7000-8000-000000000004', 'dog', 'Kennel cough', '{Bordetella bronchiseptica,Canine parainfluenza}',
    'NON_CORE', false, 8, 4, 8, 1, null, 12, 12, 'WSAVA guidelines 2024', 1, '2026-11-29'),
  ('019abf00-0000-7000-8000-000000000005', 'cat', 'Panleukopenia, herpesvirus, calicivirus',
    '{Feline panleukopenia,Feline herpesvirus,Feline calicivirus}', 'CORE', false,
    6, 4, 16, 2, 26, 12, 36, 'WSAVA guidelines 2024', 1, '2026-11-29'),
  ('019abf00-0000-7000-8000-000000000006', 'cat', 'Feline leukaemia', '{Feline leukaemia}', 'CORE', false,
    8, 4, 12, 2, null, 12, 24, 'WSAVA guidelines 2024: core for young cats and those that go out', 1, '2026-11-29'),
  ('019abf00-0000-7000-8000-000000000007', 'cat', 'Rabies', '{Rabies}', 'CORE', true,
    12, 4, 12, 1, null, 12, 36, 'WSAVA guidelines 2024: core where it occurs; the law comes first', 1, '2026-11-29'),
  ('019abf00-0000-7000-8000-000000000008', 'rabbit', 'Myxomatosis, haemorrhagic disease',
    '{Myxomatosis,Rabbit haemorrhagic disease}', 'CORE', false,
    5, 4, 5, 1, null, 12, 12, 'Labels of the vaccines', 1, '2026-11-29');
