CREATE TABLE "clinical"."record_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"appointment_type_id" uuid,
	"subjective" text NOT NULL,
	"objective" text NOT NULL,
	"assessment" text NOT NULL,
	"plan" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinical"."text_blocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "text_blocks_name_form" CHECK ("clinical"."text_blocks"."name" ~ '^[a-z0-9][a-z0-9-]{0,29}$')
);
--> statement-breakpoint
CREATE UNIQUE INDEX "record_templates_name" ON "clinical"."record_templates" USING btree (lower("name")) WHERE active;--> statement-breakpoint
CREATE UNIQUE INDEX "record_templates_appointment_type" ON "clinical"."record_templates" USING btree ("appointment_type_id") WHERE active;--> statement-breakpoint
CREATE UNIQUE INDEX "text_blocks_name" ON "clinical"."text_blocks" USING btree ("name") WHERE active;--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."record_templates", "clinical"."text_blocks" FROM "vetgraph_clinical";
