-- Distances in metres, also across the antimeridian and near the poles.
CREATE INDEX ix_hazard_site_geography ON icebox.hazard_site USING gist ((geom::geography));
CREATE INDEX ix_risk_model_location_geography ON icebox.risk_model_location USING gist ((geom::geography));
