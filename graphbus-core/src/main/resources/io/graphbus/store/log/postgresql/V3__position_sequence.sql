-- Positions come from an identity column here already.
select 1;
