using System.Diagnostics;
using Npgsql;
using Workers.Bench.Installation;
using Workers.Bench.Workload;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Hazard;
using Workers.Storage.Import;
using Workers.Storage.RiskModels;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Bench.Import;

/// <summary>Ground motion of one IMT in an icebox, and an engine database to import it to.</summary>
internal sealed class ImportSetting : IAsyncDisposable
{
    private static readonly string[] Tables =
    [
        "engine.hazard_values",
        "engine.hazard_event",
        "engine.hazard_site",
        "engine.hazard_output",
        "engine.imt",
        "engine.realization",
        "engine.import_part",
    ];

    private readonly NpgsqlDataSource _from, _to;

    private ImportSetting(BenchDatabase icebox, BenchDatabase engine)
    {
        Icebox = icebox;
        Engine = engine;
        _from = Database.Open(Database.Icebox, icebox.ConnectionString);
        _to = Database.Open(Database.Engine, engine.ConnectionString);
    }

    public BenchDatabase Icebox { get; }
    public BenchDatabase Engine { get; }
    public HazardImportRequest Request { get; private set; } = null!;

    /// <param name="area">Box whose sites are imported.</param>
    public static async Task<ImportSetting> CreateAsync(int sites, int events, double[] area)
    {
        var setting = new ImportSetting(
            await BenchDatabase.CreateAsync(Database.Icebox),
            await BenchDatabase.CreateAsync(Database.Engine));
        var hazard = await new HazardArchive(setting._from).AddAsync(
            SyntheticHazard.GroundMotion(sites, events, ["PGA"]),
            "bench");
        // So near that the box has no sites around it.
        var files = new Dictionary<string, RiskModelFile> { ["job.ini"] = RiskModelFile.Of("[general]"u8.ToArray()) };
        var summary = new RiskModelSummary(
            "event_based_risk",
            "",
            1,
            ["structural"],
            ["PGA"],
            0.1,
            [SyntheticHazard.Place(0, sites)]);
        var model = await new RiskModelArchive(setting._from).AddAsync(files, summary, "bench");
        setting.Request = new HazardImportRequest(hazard.Id, null, model.Id, AreaOfInterest.Parse(area, null));
        return setting;
    }

    public Task<HazardImportResult> ImportAsync() => new HazardImporter(_from, _to).RunAsync(Request);

    /// <summary>Marks an import complete, as the step does: from then on it is found.</summary>
    public async Task CompleteAsync(HazardImportResult import)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, _to));
        await JobRuns.ImportedAsync(
            db,
            new JobRunRow
            {
                JobId = Guid.NewGuid(),
                Attempt = 1,
                ImportId = import.ImportId,
                RiskModelId = Request.RiskModelId,
            });
    }

    public async Task DeleteAsync(Guid import)
    {
        foreach (var table in Tables)
            await Engine.ExecuteAsync($"DELETE FROM {table} WHERE import_id = '{import}'");
        await Engine.ExecuteAsync($"DELETE FROM engine.import WHERE id = '{import}'");
    }

    /// <summary>Seconds on tables that are empty, after a checkpoint.</summary>
    public async Task<double> FromEmptyAsync(Func<Task> act)
    {
        await EmptyAsync();
        return await SecondsAsync(act);
    }

    public async Task EmptyAsync()
    {
        await Engine.ExecuteAsync($"TRUNCATE engine.import, {string.Join(", ", Tables)} CASCADE");
        await Engine.ExecuteAsync("CHECKPOINT");
    }

    public static async Task<double> SecondsAsync(Func<Task> act)
    {
        var since = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync();
        await _to.DisposeAsync();
        await Icebox.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
