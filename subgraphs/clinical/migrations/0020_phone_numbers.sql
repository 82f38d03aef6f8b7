-- All telephone numbers of an owner: the primary one and those which follow it.
CREATE FUNCTION "clinical"."phone_numbers"(phone text, further jsonb) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_remove(array[phone], null)
    || array(select entry ->> 'number' from jsonb_array_elements(further) entry);
