CREATE TABLE "scheduling"."series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"first_day" date NOT NULL,
	"time_of_day" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"pet_id" uuid NOT NULL,
	"vet_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"room_id" uuid,
	"reason" text NOT NULL,
	"notes" text NOT NULL,
	"skipped" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "series_have_short_rules" CHECK (length("scheduling"."series"."rule") <= 200)
);
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "series_number" integer;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "series_exception" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "invoiced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."series" ADD CONSTRAINT "series_type_id_appointment_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "scheduling"."appointment_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."series" ADD CONSTRAINT "series_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "scheduling"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "scheduling"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_once_in_series" UNIQUE("series_id","series_number");--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_number_in_series" CHECK (("scheduling"."appointments"."series_id" is null) = ("scheduling"."appointments"."series_number" is null));