CREATE TABLE "clinical"."lab_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid,
	"patient_text" text,
	"panel_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"vet_id" uuid,
	"urgency" text NOT NULL,
	"note" text,
	"status" text NOT NULL,
	"ordered_by" uuid NOT NULL,
	"sampled_at" timestamp (3) with time zone,
	"results_at" timestamp (3) with time zone,
	"critical" boolean DEFAULT false NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" uuid,
	"released_at" timestamp (3) with time zone,
	"cancelled_by" uuid,
	"cancel_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lab_orders_urgency" CHECK ("clinical"."lab_orders"."urgency" in ('ROUTINE', 'URGENT')),
	CONSTRAINT "lab_orders_status" CHECK ("clinical"."lab_orders"."status" in ('ORDERED', 'PENDING', 'PARTIAL', 'FINAL', 'CORRECTED', 'CANCELLED')),
	CONSTRAINT "lab_orders_of_somebody" CHECK (num_nonnulls(pet_id, patient_text) > 0),
	CONSTRAINT "lab_orders_somebodys_task" CHECK ((pet_id is null) = (vet_id is null)),
	CONSTRAINT "lab_orders_with_results" CHECK (case when status in ('ORDERED', 'PENDING') then results_at is null
        when status = 'CANCELLED' then true else num_nulls(results_at, sampled_at) = 0 end),
	CONSTRAINT "lab_orders_sampled" CHECK (status <> 'PENDING' or sampled_at is not null),
	CONSTRAINT "lab_orders_acknowledged" CHECK (num_nonnulls(acknowledged_at, acknowledged_by) in (0, 2)),
	CONSTRAINT "lab_orders_looked_at" CHECK (acknowledged_at is null or num_nulls(pet_id, results_at) = 0),
	CONSTRAINT "lab_orders_released" CHECK (released_at is null or (acknowledged_at is not null and status in ('FINAL', 'CORRECTED'))),
	CONSTRAINT "lab_orders_cancelled" CHECK (num_nonnulls(cancelled_by, cancel_reason) = case status when 'CANCELLED' then 2 else 0 end)
);
--> statement-breakpoint
CREATE TABLE "clinical"."lab_results" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"test_id" uuid NOT NULL,
	"value" bigint,
	"text" text,
	"unit" text,
	"low" bigint,
	"high" bigint,
	"critical_low" bigint,
	"critical_high" bigint,
	"flag" text,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	"replaced_by" uuid,
	"replace_reason" text,
	CONSTRAINT "lab_results_value" CHECK (num_nonnulls(value, text) = 1),
	CONSTRAINT "lab_results_flag" CHECK ("clinical"."lab_results"."flag" in ('CRITICAL_LOW', 'LOW', 'NORMAL', 'HIGH', 'CRITICAL_HIGH')),
	CONSTRAINT "lab_results_flagged" CHECK (flag is null or value is not null),
	CONSTRAINT "lab_results_replaced" CHECK (num_nonnulls(replaced_at, replaced_by, replace_reason) in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "clinical"."lab_panels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sample" text NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinical"."lab_ranges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"test_id" uuid NOT NULL,
	"species_id" text NOT NULL,
	"from_months" integer NOT NULL,
	"to_months" integer,
	"low" bigint,
	"high" bigint,
	"critical_low" bigint,
	"critical_high" bigint,
	CONSTRAINT "lab_ranges_ages" CHECK ("clinical"."lab_ranges"."from_months" >= 0 and "clinical"."lab_ranges"."to_months" > "clinical"."lab_ranges"."from_months"),
	CONSTRAINT "lab_ranges_of_something" CHECK (num_nonnulls(low, high, critical_low, critical_high) > 0),
	CONSTRAINT "lab_ranges_in_order" CHECK (not (low >= high) and not (critical_low > low) and not (critical_high < high)
        and not (critical_low >= critical_high) and not (critical_low >= high) and not (critical_high <= low))
);
--> statement-breakpoint
CREATE TABLE "clinical"."lab_tests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"panel_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"unit" text,
	"retired_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clinical"."lab_orders" ADD CONSTRAINT "lab_orders_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."lab_orders" ADD CONSTRAINT "lab_orders_panel_id_lab_panels_id_fk" FOREIGN KEY ("panel_id") REFERENCES "clinical"."lab_panels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."lab_results" ADD CONSTRAINT "lab_results_order_id_lab_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "clinical"."lab_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."lab_results" ADD CONSTRAINT "lab_results_test_id_lab_tests_id_fk" FOREIGN KEY ("test_id") REFERENCES "clinical"."lab_tests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."lab_ranges" ADD CONSTRAINT "lab_ranges_test_id_lab_tests_id_fk" FOREIGN KEY ("test_id") REFERENCES "clinical"."lab_tests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."lab_ranges" ADD CONSTRAINT "lab_ranges_species_id_species_id_fk" FOREIGN KEY ("species_id") REFERENCES "clinical"."species"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."lab_tests" ADD CONSTRAINT "lab_tests_panel_id_lab_panels_id_fk" FOREIGN KEY ("panel_id") REFERENCES "clinical"."lab_panels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lab_orders_of_pet" ON "clinical"."lab_orders" USING btree ("pet_id","created_at","id");--> statement-breakpoint
CREATE INDEX "lab_orders_to_acknowledge" ON "clinical"."lab_orders" USING btree ("created_at","id") WHERE results_at is not null and acknowledged_at is null and status <> 'CANCELLED';--> statement-breakpoint
CREATE INDEX "lab_orders_to_acknowledge_by" ON "clinical"."lab_orders" USING btree ("vet_id","created_at","id") WHERE results_at is not null and acknowledged_at is null and status <> 'CANCELLED';--> statement-breakpoint
CREATE INDEX "lab_orders_unassigned" ON "clinical"."lab_orders" USING btree ("created_at","id") WHERE pet_id is null and status <> 'CANCELLED';--> statement-breakpoint
CREATE INDEX "lab_orders_awaited" ON "clinical"."lab_orders" USING btree ("created_at","id") WHERE status in ('ORDERED', 'PENDING', 'PARTIAL');--> statement-breakpoint
CREATE UNIQUE INDEX "lab_results_current_once" ON "clinical"."lab_results" USING btree ("order_id","test_id") WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX "lab_results_of_order" ON "clinical"."lab_results" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lab_panels_name_once" ON "clinical"."lab_panels" USING btree (clinical.fold(name));--> statement-breakpoint
CREATE INDEX "lab_ranges_of_test" ON "clinical"."lab_ranges" USING btree ("test_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lab_tests_code_once" ON "clinical"."lab_tests" USING btree ("panel_id",clinical.fold(code));--> statement-breakpoint
ALTER TABLE "clinical"."lab_ranges" ADD CONSTRAINT "lab_ranges_ages_apart"
  EXCLUDE USING gist ("test_id" WITH =, "species_id" WITH =, int4range("from_months", "to_months") WITH &&);--> statement-breakpoint
-- What was entered stays: only that it was corrected is added, and the range of a patient who was found later.
CREATE FUNCTION "clinical"."lab_result_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.replaced_at is not null or (old.flag is not null and new.flag is distinct from old.flag)
    or (new.id, new.order_id, new.test_id, new.value, new.text, new.unit, new.entered_at, new.entered_by)
      is distinct from
      (old.id, old.order_id, old.test_id, old.value, old.text, old.unit, old.entered_at, old.entered_by)
  then
    raise exception 'a laboratory result stays as it was entered';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "lab_results_stay" BEFORE UPDATE ON "clinical"."lab_results"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."lab_result_stays"();--> statement-breakpoint
CREATE FUNCTION "clinical"."lab_order_keeps_pet"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.pet_id is not null and new.pet_id is distinct from old.pet_id then
    raise exception 'a laboratory order keeps its patient';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "lab_orders_keep_pet" BEFORE UPDATE ON "clinical"."lab_orders"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."lab_order_keeps_pet"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."lab_panels", "clinical"."lab_tests", "clinical"."lab_orders", "clinical"."lab_results"
  FROM "vetgraph_clinical";
