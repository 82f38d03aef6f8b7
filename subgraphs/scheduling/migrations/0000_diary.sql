CREATE TYPE "scheduling"."appointment_category" AS ENUM('CHECKUP', 'VACCINATION', 'SURGERY', 'EMERGENCY', 'DENTAL', 'GROOMING', 'FOLLOW_UP');--> statement-breakpoint
CREATE TYPE "scheduling"."appointment_status" AS ENUM('SCHEDULED', 'CONFIRMED', 'ARRIVED', 'ROOMED', 'IN_EXAM', 'READY', 'CHECKED_OUT', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW');--> statement-breakpoint
CREATE TABLE "scheduling"."appointment_types" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"category" "appointment_category" NOT NULL,
	"duration_minutes" integer NOT NULL,
	"needs_room" boolean NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "appointment_types_name_once" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "scheduling"."appointment_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"appointment_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"from_status" "appointment_status",
	"to_status" "appointment_status" NOT NULL,
	"action" text NOT NULL,
	"actor_id" uuid,
	"reason" text,
	"undone" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheduling"."appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"vet_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"room_id" uuid,
	"type_id" uuid NOT NULL,
	"status" "appointment_status" NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"notes" text NOT NULL,
	"cancellation_reason" text,
	"booked_by" uuid,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "appointments_end_after_start" CHECK ("scheduling"."appointments"."ends_at" > "scheduling"."appointments"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "scheduling"."audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"actor_id" uuid,
	"session_id" text,
	"request_id" text NOT NULL,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "scheduling"."idempotency_keys" (
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"verb" text NOT NULL,
	"input_hash" text NOT NULL,
	"result_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "scheduling"."inbox" (
	"event_id" uuid NOT NULL,
	"handled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_event_id_pk" PRIMARY KEY("event_id")
);
--> statement-breakpoint
CREATE TABLE "scheduling"."location_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"opening_hours" jsonb NOT NULL,
	"active" boolean NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheduling"."pet_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"species_id" text NOT NULL,
	"active" boolean NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheduling"."user_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_vet" boolean NOT NULL,
	"active" boolean NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheduling"."rooms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheduling"."shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vet_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"weekday" integer NOT NULL,
	"starts" text NOT NULL,
	"ends" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_history" ADD CONSTRAINT "appointment_history_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "scheduling"."appointments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "scheduling"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_type_id_appointment_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "scheduling"."appointment_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_history_of" ON "scheduling"."appointment_history" USING btree ("appointment_id","at","id");--> statement-breakpoint
CREATE INDEX "appointments_location" ON "scheduling"."appointments" USING btree ("location_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "appointments_vet" ON "scheduling"."appointments" USING btree ("vet_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "appointments_pet" ON "scheduling"."appointments" USING btree ("pet_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "appointments_start" ON "scheduling"."appointments" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_entity" ON "scheduling"."audit_entries" USING btree ("entity","entity_id","at");--> statement-breakpoint
CREATE INDEX "pet_refs_owner" ON "scheduling"."pet_refs" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "rooms_location" ON "scheduling"."rooms" USING btree ("location_id");--> statement-breakpoint
CREATE INDEX "shifts_location" ON "scheduling"."shifts" USING btree ("location_id","weekday");