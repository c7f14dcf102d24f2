using Npgsql;
using NpgsqlTypes;
using Workers.Bench.Reporting;
using Workers.Bench.Workload;

namespace Workers.Bench.Import;

/// <summary>
/// An area that holds about 9 % of the sites, against a row per value with its key, clipped by a join as one does.
/// </summary>
internal static class ClippedImportBench
{
    private const int Sites = 2_000, BoxColumns = 14, BoxRows = 13;

    public static async Task<IReadOnlyList<Line>> RunAsync(Options options)
    {
        var events = options.Quick ? 1_000 : 10_000;
        var box = SyntheticHazard.Box(BoxColumns, BoxRows);
        await using var setting = await ImportSetting.CreateAsync(Sites, events, box);
        await WriteRowsAsync(setting, events);
        var psql = new PsqlPipe(setting.Icebox.ConnectionString, setting.Engine.ConnectionString);
        var clip = FormattableString.Invariant(
            $"""
            COPY (SELECT v.site_id, v.event_id, v.gmv FROM by_row v JOIN icebox.hazard_site s ON s.site_id = v.site_id
                  WHERE ST_Intersects(s.geom, ST_MakeEnvelope({box[0]}, {box[1]}, {box[2]}, {box[3]}, 4326)))
            TO STDOUT (FORMAT BINARY)
            """);
        List<double> ours = [], theirs = [];
        var result = await setting.ImportAsync();
        for (var round = 0; round < options.Repetitions; round++)
        {
            ours.Add(await setting.FromEmptyAsync(async () => result = await setting.ImportAsync()));
            await setting.Engine.ExecuteAsync("TRUNCATE by_row");
            theirs.Add(await ImportSetting.SecondsAsync(() => psql.RunAsync(
                clip,
                "COPY by_row (site_id, event_id, gmv) FROM STDIN (FORMAT BINARY)")));
        }
        if (result.Sites != BoxColumns * BoxRows || await CountAsync(setting.Engine.ConnectionString) != result.Values)
            throw new InvalidDataException("both sides must bring the same values over");
        return
        [
            Line.Against($"clipped import, {result.Sites} of {Sites:N0} sites x {events:N0} events", "s", ours,
                "row per value with key, ST_Intersects, psql binary | psql", theirs, atLeast: 50),
            Line.Alone(
                "clipped import: bytes on the wire / payload",
                "",
                Spread.Of([(double)result.BytesCopied / result.Bytes]),
                atMost: 1.05),
        ];
    }

    /// <summary>
    /// The same values in the order of the engine's export, by event and site; the key is made last, which is fastest.
    /// </summary>
    private static async Task WriteRowsAsync(ImportSetting setting, int events)
    {
        const string Table = "CREATE TABLE by_row (site_id int NOT NULL, event_id int NOT NULL, gmv real NOT NULL)";
        const string Key = "ALTER TABLE by_row ADD PRIMARY KEY (site_id, event_id)";
        await setting.Icebox.ExecuteAsync(Table);
        await setting.Engine.ExecuteAsync(Table);
        await setting.Engine.ExecuteAsync(Key);
        var motion = SyntheticHazard.GroundMotion(Sites, events, ["PGA"]).GroundMotion!;
        var bySite = Enumerable.Range(0, Sites).Select(site => motion.Values(0, site).ToArray()).ToArray();
        await using (var connection = new NpgsqlConnection(setting.Icebox.ConnectionString))
        {
            await connection.OpenAsync();
            await using var copy = await connection.BeginBinaryImportAsync("COPY by_row FROM STDIN (FORMAT BINARY)");
            for (var e = 0; e < events; e++)
            {
                for (var site = 0; site < Sites; site++)
                {
                    copy.StartRow();
                    copy.Write(site, NpgsqlDbType.Integer);
                    copy.Write(e, NpgsqlDbType.Integer);
                    copy.Write(bySite[site][e], NpgsqlDbType.Real);
                }
            }
            await copy.CompleteAsync();
        }
        await setting.Icebox.ExecuteAsync(Key);
        await setting.Icebox.ExecuteAsync("VACUUM ANALYZE by_row");
        await setting.Icebox.ExecuteAsync("ANALYZE icebox.hazard_site");
    }

    private static async Task<long> CountAsync(string engine)
    {
        await using var connection = new NpgsqlConnection(engine);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM by_row", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
