-- Payloads are floats: to compress them would cost more time than it saves room.
ALTER TABLE icebox.hazard_values ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE icebox.result_asset_values ALTER COLUMN "values" SET STORAGE EXTERNAL;
ALTER TABLE icebox.result_event_table ALTER COLUMN "values" SET STORAGE EXTERNAL;

-- A full row of values just fits a page, and stays there: COPY then writes whole pages, which is fastest.
ALTER TABLE icebox.hazard_values SET (toast_tuple_target = 8160);
