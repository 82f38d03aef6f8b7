CREATE TYPE "billing"."insurance_claim_status" AS ENUM('DRAFT', 'SUBMITTED', 'SETTLED', 'REJECTED');--> statement-breakpoint
ALTER TYPE "billing"."document_kind" ADD VALUE 'INSURANCE_CLAIM';--> statement-breakpoint
ALTER TYPE "billing"."ledger_account" ADD VALUE 'INSURER' BEFORE 'BANK';--> statement-breakpoint
ALTER TYPE "billing"."payment_method" ADD VALUE 'INSURER';--> statement-breakpoint
CREATE TABLE "billing"."insurance_claim_items" (
	"claim_id" uuid NOT NULL,
	"invoice_item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"description" text NOT NULL,
	"pet_name" text,
	"quantity" bigint NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "insurance_claim_items_claim_id_invoice_item_id_pk" PRIMARY KEY("claim_id","invoice_item_id"),
	CONSTRAINT "insurance_claim_items_positive" CHECK ("billing"."insurance_claim_items"."quantity" > 0 and "billing"."insurance_claim_items"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "billing"."insurance_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"status" "insurance_claim_status" NOT NULL,
	"insurer" text NOT NULL,
	"policy_number" text NOT NULL,
	"condition" text NOT NULL,
	"claimed" bigint NOT NULL,
	"submitted_on" date,
	"issuer" jsonb,
	"recipient" jsonb,
	"decided_at" timestamp (3) with time zone,
	"settled" bigint,
	"payment_id" uuid,
	"rejection_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "insurance_claims_claimed" CHECK ("billing"."insurance_claims"."claimed" > 0),
	CONSTRAINT "insurance_claims_submitted" CHECK (case when "billing"."insurance_claims"."status" = 'DRAFT' then num_nonnulls("billing"."insurance_claims"."submitted_on", "billing"."insurance_claims"."issuer", "billing"."insurance_claims"."recipient") = 0
        else num_nulls("billing"."insurance_claims"."submitted_on", "billing"."insurance_claims"."issuer", "billing"."insurance_claims"."recipient") = 0 end),
	CONSTRAINT "insurance_claims_decided" CHECK (("billing"."insurance_claims"."status" in ('SETTLED', 'REJECTED')) = ("billing"."insurance_claims"."decided_at" is not null)
        and ("billing"."insurance_claims"."status" = 'SETTLED') = ("billing"."insurance_claims"."payment_id" is not null)
        and ("billing"."insurance_claims"."status" = 'SETTLED') = ("billing"."insurance_claims"."settled" is not null)
        and ("billing"."insurance_claims"."status" = 'REJECTED') = ("billing"."insurance_claims"."rejection_reason" is not null)),
	CONSTRAINT "insurance_claims_settled" CHECK ("billing"."insurance_claims"."settled" between 1 and "billing"."insurance_claims"."claimed")
);
--> statement-breakpoint
CREATE TABLE "billing"."insurance_policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"insurer" text NOT NULL,
	"number" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"cover_percent" integer,
	"excess" bigint,
	"excess_currency" char(3),
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "insurance_policies_once" UNIQUE("pet_id","insurer","number"),
	CONSTRAINT "insurance_policies_period" CHECK ("billing"."insurance_policies"."valid_until" >= "billing"."insurance_policies"."valid_from"),
	CONSTRAINT "insurance_policies_cover" CHECK ("billing"."insurance_policies"."cover_percent" between 1 and 100),
	CONSTRAINT "insurance_policies_excess" CHECK ("billing"."insurance_policies"."excess" >= 0 and ("billing"."insurance_policies"."excess" is null) = ("billing"."insurance_policies"."excess_currency" is null))
);
--> statement-breakpoint
ALTER TABLE "billing"."insurance_claim_items" ADD CONSTRAINT "insurance_claim_items_claim_id_insurance_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "billing"."insurance_claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."insurance_claim_items" ADD CONSTRAINT "insurance_claim_items_invoice_item_id_invoice_items_id_fk" FOREIGN KEY ("invoice_item_id") REFERENCES "billing"."invoice_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."insurance_claims" ADD CONSTRAINT "insurance_claims_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."insurance_claims" ADD CONSTRAINT "insurance_claims_policy_id_insurance_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "billing"."insurance_policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."insurance_claims" ADD CONSTRAINT "insurance_claims_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "billing"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "insurance_claim_items_line" ON "billing"."insurance_claim_items" USING btree ("invoice_item_id");--> statement-breakpoint
CREATE INDEX "insurance_claims_invoice" ON "billing"."insurance_claims" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "insurance_claims_payment" ON "billing"."insurance_claims" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "insurance_claims_owner" ON "billing"."insurance_claims" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "insurance_claims_location" ON "billing"."insurance_claims" USING btree ("location_id","created_at","id");--> statement-breakpoint
CREATE INDEX "insurance_claims_created" ON "billing"."insurance_claims" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "insurance_claims_open" ON "billing"."insurance_claims" USING btree ("location_id","created_at","id") WHERE status in ('DRAFT', 'SUBMITTED');--> statement-breakpoint
CREATE INDEX "insurance_policies_owner" ON "billing"."insurance_policies" USING btree ("owner_id");
--> statement-breakpoint
-- A line is claimed by one claim that was not rejected, and no more of it than was not credited; a draft alone takes lines.
CREATE FUNCTION "billing"."keep_insurance_claim_items"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  claim billing.insurance_claims;
  line billing.invoice_items;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO claim FROM billing.insurance_claims WHERE id = new.claim_id FOR NO KEY UPDATE;
  ELSE
    SELECT * INTO claim FROM billing.insurance_claims WHERE id = old.claim_id FOR NO KEY UPDATE;
  END IF;
  IF claim.status <> 'DRAFT' OR TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'the lines of claim % are kept', claim.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'insurance_claims_frozen';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN old; END IF;
  SELECT * INTO line FROM billing.invoice_items WHERE id = new.invoice_item_id FOR UPDATE;
  IF EXISTS (
    SELECT FROM billing.insurance_claim_items i JOIN billing.insurance_claims c ON c.id = i.claim_id
    WHERE i.invoice_item_id = line.id AND c.status <> 'REJECTED'
  ) THEN
    RAISE EXCEPTION 'the line % is claimed already', line.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'insurance_claim_items_once';
  END IF;
  IF line.invoice_id IS DISTINCT FROM claim.invoice_id
    OR NOT EXISTS (SELECT FROM billing.invoices WHERE id = line.invoice_id AND status IN ('FINALISED', 'PAID'))
    OR new.amount > line.gross - (
      SELECT coalesce(sum(gross), 0) FROM billing.credit_note_items WHERE invoice_item_id = line.id
    ) THEN
    RAISE EXCEPTION 'more than is left of the line % would be claimed', line.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'insurance_claim_items_within_line';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "insurance_claim_items_kept" BEFORE INSERT OR UPDATE OR DELETE ON "billing"."insurance_claim_items"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_insurance_claim_items"();
--> statement-breakpoint
-- What is claimed from an insurer is not credited until that is decided (B14); both wait for the line.
CREATE FUNCTION "billing"."keep_claimed_lines"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM billing.invoice_items WHERE id = new.invoice_item_id FOR UPDATE;
  IF EXISTS (
    SELECT FROM billing.insurance_claim_items i JOIN billing.insurance_claims c ON c.id = i.claim_id
    WHERE i.invoice_item_id = new.invoice_item_id AND c.status IN ('DRAFT', 'SUBMITTED')
  ) THEN
    RAISE EXCEPTION 'the line % is claimed', new.invoice_item_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_items_not_claimed';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "credit_note_items_not_claimed" BEFORE INSERT ON "billing"."credit_note_items"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_claimed_lines"();
--> statement-breakpoint
-- A claim that was submitted keeps what it says and is never deleted; it is decided once, unless its payment was
-- reversed (B14).
CREATE FUNCTION "billing"."keep_insurance_claims"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  noted text[] := ARRAY['status', 'decided_at', 'settled', 'payment_id', 'rejection_reason', 'version', 'updated_at'];
BEGIN
  IF old.status = 'DRAFT' THEN
    IF TG_OP = 'DELETE' THEN RETURN old; END IF;
    IF new.status = 'SUBMITTED' AND new.claimed = (
      SELECT sum(amount) FROM billing.insurance_claim_items WHERE claim_id = new.id
    ) THEN
      RETURN new;
    END IF;
  ELSIF TG_OP = 'UPDATE' AND to_jsonb(new) - noted = to_jsonb(old) - noted AND (
    (old.status = 'SUBMITTED' AND new.status IN ('SETTLED', 'REJECTED'))
    OR (old.status = 'SETTLED' AND new.status = 'SUBMITTED' AND EXISTS (
      SELECT FROM billing.payments WHERE id = old.payment_id AND reversed_at IS NOT NULL
    ))
  ) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'claim % is kept', old.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'insurance_claims_frozen';
END $$;
--> statement-breakpoint
CREATE TRIGGER "insurance_claims_kept" BEFORE UPDATE OR DELETE ON "billing"."insurance_claims"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_insurance_claims"();
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "billing"."insurance_policies" FROM "vetgraph_billing";
