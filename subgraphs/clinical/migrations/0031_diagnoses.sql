CREATE TABLE "clinical"."diagnosis_codes" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (clinical.fold(name)) STORED NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD COLUMN "diagnoses" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "diagnosis_codes_by_words" ON "clinical"."diagnosis_codes" USING gin ("sort_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "medical_records_by_diagnosis" ON "clinical"."medical_records" USING gin (clinical.fold(jsonb_path_query_array(diagnoses, '$[*].* ? (@ != null)')::text) gin_trgm_ops);