-- Maps ask for the assets of a box: of one job, by their place. Their values are then found one by one, by the range of
-- assets that lies in a row; the rows of others are not opened.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE INDEX ix_result_asset_place ON icebox.result_asset USING gist (job_id, geom);

CREATE OR REPLACE VIEW icebox.asset_value AS
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
    r."values"[a.ordinal - r.first_asset + 1] AS value
FROM icebox.complete_output o
JOIN icebox.result_asset a
    ON a.job_id = o.job_id AND a.attempt = o.attempt
CROSS JOIN LATERAL (
    SELECT v.first_asset, v."values"
    FROM icebox.result_asset_values v
    WHERE v.job_id = o.job_id AND v.attempt = o.attempt AND v.output = o.output AND v.first_asset <= a.ordinal
    ORDER BY v.first_asset DESC
    LIMIT 1) r
WHERE o.shape = 'AssetValues';
