CREATE TABLE "scheduling"."slot_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"vet_id" uuid NOT NULL,
	"room_id" uuid,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"buffer_before_minutes" integer NOT NULL,
	"buffer_after_minutes" integer NOT NULL,
	"held_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "slot_holds_end_after_start" CHECK ("scheduling"."slot_holds"."ends_at" > "scheduling"."slot_holds"."starts_at"),
	CONSTRAINT "slot_holds_have_max_length" CHECK ("scheduling"."slot_holds"."ends_at" <= "scheduling"."slot_holds"."starts_at" + interval '480 minutes'),
	CONSTRAINT "slot_holds_end" CHECK ("scheduling"."slot_holds"."expires_at" > "scheduling"."slot_holds"."created_at")
);
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "booked_online" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."slot_holds" ADD CONSTRAINT "slot_holds_type_id_appointment_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "scheduling"."appointment_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."slot_holds" ADD CONSTRAINT "slot_holds_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "scheduling"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "slot_holds_one_each" ON "scheduling"."slot_holds" USING btree ("held_by");--> statement-breakpoint
CREATE INDEX "slot_holds_start" ON "scheduling"."slot_holds" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "slot_holds_expiry" ON "scheduling"."slot_holds" USING btree ("expires_at");