CREATE TABLE "clinical"."treatment_plan_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"description" text NOT NULL,
	"service_id" uuid,
	"low_quantity" bigint NOT NULL,
	"high_quantity" bigint NOT NULL,
	"recommended" boolean NOT NULL,
	"decision" text NOT NULL,
	"decline_reason" text,
	CONSTRAINT "treatment_plan_lines_place_once" UNIQUE("plan_id","position"),
	CONSTRAINT "treatment_plan_lines_quantities" CHECK (low_quantity between 0 and high_quantity and high_quantity between 1 and 100000000),
	CONSTRAINT "treatment_plan_lines_decision" CHECK ("clinical"."treatment_plan_lines"."decision" in ('OPEN', 'ACCEPTED', 'DECLINED')),
	CONSTRAINT "treatment_plan_lines_reason" CHECK ((decline_reason is not null) = (decision = 'DECLINED'))
);
--> statement-breakpoint
CREATE TABLE "clinical"."treatment_plan_signatures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"image" "bytea" NOT NULL,
	CONSTRAINT "treatment_plan_signatures_size" CHECK (length(image) <= 60000)
);
--> statement-breakpoint
CREATE TABLE "clinical"."treatment_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"title" text NOT NULL,
	"diagnosis" text,
	"planned_by" uuid NOT NULL,
	"status" text NOT NULL,
	"offered_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"signed_by" text,
	"witness_id" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "treatment_plans_status" CHECK ("clinical"."treatment_plans"."status" in ('DRAFT', 'OFFERED', 'DECIDED', 'WITHDRAWN')),
	CONSTRAINT "treatment_plans_decided" CHECK (num_nonnulls(decided_at, signed_by, witness_id) in (0, 3)),
	CONSTRAINT "treatment_plans_withdrawn" CHECK (num_nonnulls(withdrawn_at, withdrawn_reason) in (0, 2)),
	CONSTRAINT "treatment_plans_state" CHECK ((decided_at is not null) = (status = 'DECIDED') and (withdrawn_at is not null) = (status = 'WITHDRAWN')
        and (offered_at is null or status <> 'DRAFT') and (offered_at is not null or status in ('DRAFT', 'WITHDRAWN')))
);
--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plan_lines" ADD CONSTRAINT "treatment_plan_lines_plan_id_treatment_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "clinical"."treatment_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plan_signatures" ADD CONSTRAINT "treatment_plan_signatures_id_treatment_plans_id_fk" FOREIGN KEY ("id") REFERENCES "clinical"."treatment_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_plans" ADD CONSTRAINT "treatment_plans_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "treatment_plans_of_pet" ON "clinical"."treatment_plans" USING btree ("pet_id","created_at","id");--> statement-breakpoint
-- What was offered stays as it was written; it is decided or withdrawn once, and decided as a whole (MR11).
CREATE FUNCTION "clinical"."treatment_plan_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
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
end $$;--> statement-breakpoint
CREATE TRIGGER "treatment_plans_stay" BEFORE UPDATE ON "clinical"."treatment_plans"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."treatment_plan_stays"();--> statement-breakpoint
CREATE FUNCTION "clinical"."treatment_plan_line_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  line clinical.treatment_plan_lines := coalesce(new, old);
  state text := (select status from clinical.treatment_plans where id = line.plan_id for update);
begin
  if state = 'DRAFT' and (tg_op = 'DELETE' or new.decision = 'OPEN') then
    return line;
  end if;
  if state = 'OFFERED' and tg_op = 'UPDATE' and old.decision = 'OPEN'
    and to_jsonb(new) - array['decision', 'decline_reason'] = to_jsonb(old) - array['decision', 'decline_reason']
  then
    return line;
  end if;
  raise exception 'the lines of a treatment plan stay as they were offered, and are decided once';
end $$;--> statement-breakpoint
CREATE TRIGGER "treatment_plan_lines_stay" BEFORE INSERT OR UPDATE OR DELETE ON "clinical"."treatment_plan_lines"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."treatment_plan_line_stays"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."treatment_plans" FROM "vetgraph_clinical";--> statement-breakpoint
REVOKE TRUNCATE ON "clinical"."treatment_plan_lines" FROM "vetgraph_clinical";--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "clinical"."treatment_plan_signatures" FROM "vetgraph_clinical";
