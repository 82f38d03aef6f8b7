CREATE TABLE "scheduling"."appointment_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"vet_id" uuid,
	"day" date NOT NULL,
	"part_of_day" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"appointment_id" uuid,
	"refusal" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "appointment_requests_status" CHECK ("scheduling"."appointment_requests"."status" in ('WAITING', 'ACCEPTED', 'REFUSED')),
	CONSTRAINT "appointment_requests_part_of_day" CHECK ("scheduling"."appointment_requests"."part_of_day" in ('ANY', 'MORNING', 'AFTERNOON')),
	CONSTRAINT "appointment_requests_decided" CHECK (num_nonnulls(decided_at, decided_by) = case status when 'WAITING' then 0 else 2 end),
	CONSTRAINT "appointment_requests_booked" CHECK ((appointment_id is not null) = (status = 'ACCEPTED')),
	CONSTRAINT "appointment_requests_refused" CHECK ((refusal is not null) = (status = 'REFUSED'))
);
--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_requests" ADD CONSTRAINT "appointment_requests_type_id_appointment_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "scheduling"."appointment_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_requests" ADD CONSTRAINT "appointment_requests_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "scheduling"."appointments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_requests_one_waits" ON "scheduling"."appointment_requests" USING btree ("pet_id") WHERE status = 'WAITING';--> statement-breakpoint
CREATE INDEX "appointment_requests_waiting" ON "scheduling"."appointment_requests" USING btree ("location_id","created_at","id") WHERE status = 'WAITING';--> statement-breakpoint
CREATE INDEX "appointment_requests_of_pet" ON "scheduling"."appointment_requests" USING btree ("pet_id","created_at","id");