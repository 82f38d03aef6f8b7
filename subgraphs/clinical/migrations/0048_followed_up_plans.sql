ALTER TABLE "clinical"."treatment_plans" ADD COLUMN "follow_up_on" date;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plans" ADD COLUMN "followed_up_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plans" ADD COLUMN "followed_up_by" uuid;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plans" ADD COLUMN "follow_up_note" text;--> statement-breakpoint
CREATE INDEX "treatment_plans_to_follow_up" ON "clinical"."treatment_plans" USING btree ("follow_up_on","id") WHERE follow_up_on is not null and followed_up_at is null;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plans" ADD CONSTRAINT "treatment_plans_follow_up" CHECK (follow_up_on is null or status = 'DECIDED');--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plans" ADD CONSTRAINT "treatment_plans_followed_up" CHECK (num_nonnulls(followed_up_at, followed_up_by, follow_up_note) in (0, 3)
        and (followed_up_at is null or follow_up_on is not null));--> statement-breakpoint
-- A plan that is decided takes one more change: that its owner was asked again about what was declined (MR11).
CREATE OR REPLACE FUNCTION "clinical"."treatment_plan_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  follow_up text[] := array['followed_up_at', 'followed_up_by', 'follow_up_note', 'version', 'updated_at'];
begin
  if old.status = 'DECIDED' and old.followed_up_at is null
    and to_jsonb(new) - follow_up = to_jsonb(old) - follow_up
  then
    return new;
  end if;
  if old.status in ('DECIDED', 'WITHDRAWN') then
    raise exception 'a treatment plan is decided or withdrawn once';
  end if;
  if old.status = 'OFFERED' and (new.status not in ('DECIDED', 'WITHDRAWN')
    or (new.id, new.pet_id, new.location_id, new.title, new.diagnosis, new.planned_by, new.offered_at, new.created_at)
      is distinct from
      (old.id, old.pet_id, old.location_id, old.title, old.diagnosis, old.planned_by, old.offered_at, old.created_at))
  then
    raise exception 'a treatment plan stays as it was offered';
  end if;
  if new.status = 'DECIDED' and (
    exists (select from clinical.treatment_plan_lines where plan_id = new.id and decision = 'OPEN')
    or not exists (select from clinical.treatment_plan_signatures where id = new.id))
  then
    raise exception 'a treatment plan is decided line by line, and signed';
  end if;
  return new;
end $$;
