CREATE TYPE "scheduling"."waitlist_status" AS ENUM('WAITING', 'BOOKED', 'REMOVED');--> statement-breakpoint
CREATE TABLE "scheduling"."slot_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"vet_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"appointment_id" uuid,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "slot_offers_hash_once" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "scheduling"."waitlist_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"vet_id" uuid,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"weekdays" jsonb NOT NULL,
	"earliest" text,
	"latest" text,
	"note" text,
	"status" "waitlist_status" NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "waitlist_entries_days" CHECK ("scheduling"."waitlist_entries"."first_day" <= "scheduling"."waitlist_entries"."last_day"),
	CONSTRAINT "waitlist_entries_times" CHECK ("scheduling"."waitlist_entries"."earliest" < "scheduling"."waitlist_entries"."latest")
);
--> statement-breakpoint
ALTER TABLE "scheduling"."slot_offers" ADD CONSTRAINT "slot_offers_entry_id_waitlist_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "scheduling"."waitlist_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."slot_offers" ADD CONSTRAINT "slot_offers_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "scheduling"."appointments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."waitlist_entries" ADD CONSTRAINT "waitlist_entries_type_id_appointment_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "scheduling"."appointment_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slot_offers_entry" ON "scheduling"."slot_offers" USING btree ("entry_id","created_at");--> statement-breakpoint
CREATE INDEX "waitlist_entries_waiting" ON "scheduling"."waitlist_entries" USING btree ("location_id","created_at","id") WHERE "scheduling"."waitlist_entries"."status" = 'WAITING';