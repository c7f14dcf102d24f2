using System.Diagnostics;
using Npgsql;
using Workers.Bench.Reporting;
using Workers.Storage;
using Workers.Storage.Engine;
using Workers.Storage.Icebox;
using Workers.Storage.Spatial;
using Workers.Storage.Transfer;

namespace Workers.Bench.Import;

/// <summary>Hazard from the icebox to the engine database, against psql on the same tables, in turns.</summary>
internal static class ImportBench
{
    private const int Events = 10_000, TimesThere = 50;
    private const string Columns = "output, imt, site_id, chunk, checksum, payload";
    private static readonly AreaOfInterest Around = AreaOfInterest.Parse([9.9, 39.9, 11.1, 40.9], null)!;

    public static async Task<IReadOnlyList<Line>> RunAsync(Options options)
    {
        var sites = options.Quick ? 400 : 2_000;
        await using var icebox = await BenchDatabase.CreateAsync(Database.Icebox);
        await using var engine = await BenchDatabase.CreateAsync(Database.Engine);
        await using var from = Database.Open(Database.Icebox, icebox.ConnectionString);
        await using var to = Database.Open(Database.Engine, engine.ConnectionString);
        var request = await ArchiveAsync(from, sites);
        var import = new HazardImport(from, to);
        var psql = new PsqlPipe(icebox.ConnectionString, engine.ConnectionString);
        List<double> ours = [], text = [], binary = [];
        var result = await import.RunAsync(request);
        for (var i = 0; i < options.Repetitions; i++)
        {
            ours.Add(await TimeAsync(async () => result = await import.RunAsync(request)));
            text.Add(await TimeAsync(() => PipeAsync("TEXT")));
            binary.Add(await TimeAsync(() => PipeAsync("BINARY")));
        }
        await EmptyAsync();
        result = await import.RunAsync(request);
        await CompleteAsync(to, result, request);
        var there = new List<double>();
        for (var i = 0; i < TimesThere; i++) there.Add(1000 * await SecondsAsync(() => import.RunAsync(request)));

        var what = $"import of {result.Values / 1e6:0} M GMF values";
        return
        [
            Line.Against(what, "s", ours, "psql text | psql", text, atLeast: 3),
            Line.Against(what, "s", ours, "psql binary | psql", binary),
            Line.Alone("import already there", "ms", Spread.Of(there), atMost: 5),
            Line.Alone("bytes on the wire / payload", "", Spread.Of([(double)result.BytesCopied / result.Bytes]), atMost: 1.05),
        ];

        Task PipeAsync(string format) => psql.RunAsync(
            $"COPY (SELECT hazard_id, {Columns} FROM icebox.hazard_values WHERE hazard_id = '{request.HazardCalculationId}') TO STDOUT (FORMAT {format})",
            $"COPY engine.hazard_values (import_id, {Columns}) FROM STDIN (FORMAT {format})");

        async Task<double> TimeAsync(Func<Task> act)
        {
            await EmptyAsync();
            return await SecondsAsync(act);
        }

        async Task EmptyAsync()
        {
            await engine.ExecuteAsync("TRUNCATE engine.import, engine.import_part, engine.realization, engine.imt, engine.hazard_output, engine.hazard_event, engine.hazard_site, engine.hazard_values CASCADE");
            await engine.ExecuteAsync("CHECKPOINT");
        }
    }

    private static async Task<HazardImportRequest> ArchiveAsync(NpgsqlDataSource icebox, int sites)
    {
        var hazard = await new HazardArchive(icebox).AddAsync(SyntheticHazard.GroundMotion(sites, Events), "bench");
        var model = await new RiskModelArchive(icebox).AddAsync(
            new Dictionary<string, byte[]> { ["job.ini"] = "[general]"u8.ToArray() }, new RiskModelSummary("event_based_risk", "", 1, ["structural"], ["PGA"], 15, [(10, 40)]), "bench");
        return new HazardImportRequest(hazard.Id, null, model.Id, Around);
    }

    private static async Task CompleteAsync(NpgsqlDataSource engine, HazardImportResult import, HazardImportRequest request)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await JobRuns.ImportedAsync(db, new JobRunRow { JobId = Guid.NewGuid(), Attempt = 1, ImportId = import.ImportId, RiskModelId = request.RiskModelId });
    }

    private static async Task<double> SecondsAsync(Func<Task> act)
    {
        var since = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
