using System.Text;
using Workers.Risk.Hazard;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Hazard;
using Workers.Storage.Import;
using Workers.Storage.RiskModels;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Storage.Tests.Import;

/// <summary>Archives hazard with a risk model of one asset at (10, 40), and imports it.</summary>
internal static class Imports
{
    private static int _seed = 100;

    public static AreaOfInterest Everywhere { get; } = AreaOfInterest.Parse([-180, -90, 180, 90], null)!;

    /// <summary>A seed that no other hazard has: what is the same is imported once.</summary>
    public static int NextSeed() => Interlocked.Increment(ref _seed);

    public static async Task<HazardImportResult> RunAsync(
        TestDatabases.Pair db,
        ArchivableHazard hazard,
        string mode,
        AreaOfInterest? area,
        string[]? outputs = null,
        string[]? imts = null)
    {
        var request = await ArchiveAsync(db, hazard, mode, area, outputs, imts);
        var result = await new HazardImporter(db.Icebox, db.Engine).RunAsync(request);
        await CompleteAsync(db, result, request, Guid.NewGuid());
        return result;
    }

    public static async Task<HazardImportRequest> ArchiveAsync(
        TestDatabases.Pair db,
        ArchivableHazard hazard,
        string mode,
        AreaOfInterest? area,
        string[]? outputs = null,
        string[]? imts = null)
    {
        var added = await new HazardArchive(db.Icebox).AddAsync(hazard, "tests");
        imts ??= ["PGA", "SA(0.3)"];
        var ini = $"the ini {mode} {string.Join(' ', imts)}";
        var job = RiskModelFile.Of(Encoding.UTF8.GetBytes(ini));
        var files = new Dictionary<string, RiskModelFile> { ["job.ini"] = job };
        var model = await new RiskModelArchive(db.Icebox).AddAsync(
            files, new RiskModelSummary(mode, "", 1, ["structural"], imts, 15, [(10, 40)]), "tests");
        return new HazardImportRequest(added.Id, outputs, model.Id, area);
    }

    public static async Task CompleteAsync(
        TestDatabases.Pair db,
        HazardImportResult import,
        HazardImportRequest request,
        Guid jobId)
    {
        await using var engine = db.EngineDb();
        await using var transaction = await engine.Database.BeginTransactionAsync();
        await JobRuns.ImportedAsync(engine, new JobRunRow
        {
            JobId = jobId,
            Attempt = 1,
            ImportId = import.ImportId,
            RiskModelId = request.RiskModelId,
            Area = request.Area?.ToGeoJson(),
        });
        await transaction.CommitAsync();
    }
}
