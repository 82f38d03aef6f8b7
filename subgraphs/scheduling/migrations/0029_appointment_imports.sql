CREATE TABLE "scheduling"."imported_visits" (
	"location_id" uuid NOT NULL,
	"line" text NOT NULL,
	"appointment_id" uuid NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "imported_visits_once" PRIMARY KEY("location_id","line"),
	CONSTRAINT "imported_visits_appointment_id_unique" UNIQUE("appointment_id")
);
--> statement-breakpoint
ALTER TABLE "scheduling"."imported_visits" ADD CONSTRAINT "imported_visits_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "scheduling"."appointments"("id") ON DELETE no action ON UPDATE no action;