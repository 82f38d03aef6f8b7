-- The names nearest to one that is being typed are read in order, however many clients there are.
CREATE INDEX "owners_like_name" ON "clinical"."owners" USING gist ("sort_name" public.gist_trgm_ops (siglen = 64));
