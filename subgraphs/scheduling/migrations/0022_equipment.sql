CREATE TYPE "scheduling"."equipment_kind" AS ENUM('THEATRE', 'ANAESTHESIA_MACHINE', 'ULTRASOUND', 'X_RAY', 'CT_SCANNER', 'ENDOSCOPE', 'DENTAL_UNIT', 'LASER');--> statement-breakpoint
CREATE TABLE "scheduling"."equipment_taken" (
	"appointment_id" uuid NOT NULL,
	"equipment_id" uuid NOT NULL,
	"during" "tsrange" NOT NULL,
	CONSTRAINT "equipment_taken_appointment_id_equipment_id_pk" PRIMARY KEY("appointment_id","equipment_id")
);
--> statement-breakpoint
CREATE TABLE "scheduling"."equipment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"kind" "equipment_kind" NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "equipment_kinds" "equipment_kind"[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "equipment_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."slot_holds" ADD COLUMN "equipment_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."equipment_taken" ADD CONSTRAINT "equipment_taken_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "scheduling"."appointments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduling"."equipment_taken" ADD CONSTRAINT "equipment_taken_equipment_id_equipment_id_fk" FOREIGN KEY ("equipment_id") REFERENCES "scheduling"."equipment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "equipment_location" ON "scheduling"."equipment" USING btree ("location_id");--> statement-breakpoint
CREATE UNIQUE INDEX "equipment_name_once" ON "scheduling"."equipment" USING btree ("location_id",lower("name")) WHERE active;