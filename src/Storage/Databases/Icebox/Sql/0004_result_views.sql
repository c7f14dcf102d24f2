-- Results for maps and charts: one row per value, joined with asset and place; only of complete calculations.
-- The contract is docs/results.md.

CREATE VIEW icebox.complete_output AS
SELECT
    c.id AS job_id,
    c.attempt,
    o.position AS output,
    o.shape,
    o.kind,
    o.loss_type,
    o.measures,
    o.realization,
    o.statistic,
    o.poe
FROM icebox.risk_calculation c
JOIN icebox.result_output o ON o.job_id = c.id AND o.attempt = c.attempt
WHERE c.complete;

CREATE VIEW icebox.asset_value AS
SELECT
    o.job_id,
    o.output,
    o.kind,
    o.loss_type,
    o.measures[1] AS measure,
    o.realization,
    o.statistic,
    o.poe,
    a.ordinal AS asset,
    a.asset_id,
    a.taxonomy,
    a.tags,
    a.site_id,
    a.lon,
    a.lat,
    a.geom,
    v.value
FROM icebox.complete_output o
JOIN icebox.result_asset_values r
    ON r.job_id = o.job_id AND r.attempt = o.attempt AND r.output = o.output
CROSS JOIN LATERAL unnest(r."values") WITH ORDINALITY AS v(value, n)
JOIN icebox.result_asset a
    ON a.job_id = o.job_id AND a.attempt = o.attempt AND a.ordinal = r.first_asset + v.n::int - 1;

CREATE VIEW icebox.asset_curve_point AS
SELECT
    o.job_id,
    o.output,
    o.kind,
    o.loss_type,
    o.realization,
    o.statistic,
    a.ordinal AS asset,
    a.asset_id,
    a.taxonomy,
    a.tags,
    a.site_id,
    a.lon,
    a.lat,
    a.geom,
    p.n::int AS point,
    p.loss,
    p.poe
FROM icebox.complete_output o
JOIN icebox.result_asset_curves c
    ON c.job_id = o.job_id AND c.attempt = o.attempt AND c.output = o.output
CROSS JOIN LATERAL unnest(c.losses, c.poes) WITH ORDINALITY AS p(loss, poe, n)
JOIN icebox.result_asset a
    ON a.job_id = o.job_id AND a.attempt = o.attempt AND a.ordinal = c.asset;

CREATE VIEW icebox.event_value AS
SELECT
    o.job_id,
    o.output,
    o.kind,
    o.loss_type,
    m.measure,
    r.event_id,
    r.aggregate_id,
    k.tag_names,
    k.tag_values,
    t."values"[(m.n::int - 1) * cardinality(t.event_ids) + r.n::int] AS value
FROM icebox.complete_output o
JOIN icebox.result_event_table t
    ON t.job_id = o.job_id AND t.attempt = o.attempt AND t.output = o.output
CROSS JOIN LATERAL unnest(o.measures) WITH ORDINALITY AS m(measure, n)
CROSS JOIN LATERAL unnest(t.event_ids, t.aggregate_ids) WITH ORDINALITY AS r(event_id, aggregate_id, n)
LEFT JOIN icebox.result_aggregate_key k
    ON k.job_id = o.job_id AND k.attempt = o.attempt AND k.ordinal = r.aggregate_id;

CREATE VIEW icebox.aggregate_value AS
SELECT
    o.job_id,
    o.output,
    o.kind,
    o.loss_type,
    o.realization,
    o.statistic,
    m.measure,
    r.aggregate_id,
    k.tag_names,
    k.tag_values,
    t.return_periods[r.n::int] AS return_period,
    t."values"[(m.n::int - 1) * cardinality(t.aggregate_ids) + r.n::int] AS value
FROM icebox.complete_output o
JOIN icebox.result_aggregate_table t
    ON t.job_id = o.job_id AND t.attempt = o.attempt AND t.output = o.output
CROSS JOIN LATERAL unnest(o.measures) WITH ORDINALITY AS m(measure, n)
CROSS JOIN LATERAL unnest(t.aggregate_ids) WITH ORDINALITY AS r(aggregate_id, n)
LEFT JOIN icebox.result_aggregate_key k
    ON k.job_id = o.job_id AND k.attempt = o.attempt AND k.ordinal = r.aggregate_id;
