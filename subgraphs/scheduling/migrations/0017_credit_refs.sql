CREATE TABLE "scheduling"."credit_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stopped" boolean NOT NULL,
	"reason" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
);
