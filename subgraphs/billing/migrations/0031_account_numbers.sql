CREATE TABLE "billing"."account_numbers" (
	"location_id" uuid NOT NULL,
	"account" "ledger_account" NOT NULL,
	"number" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "account_numbers_location_id_account_pk" PRIMARY KEY("location_id","account"),
	CONSTRAINT "account_numbers_number" CHECK ("billing"."account_numbers"."number" ~ '^[0-9A-Za-z][0-9A-Za-z .-]{0,19}$')
);
