using System.Text;
using Workers.Risk.Results;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Export;
using Workers.Storage.Fencing;
using Workers.Storage.Hazard;
using Workers.Storage.Import;
using Workers.Storage.Results;
using Workers.Storage.RiskModels;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Storage.Tests;

/// <summary>The steps of a job that results go through.</summary>
internal static class ResultSteps
{
    private static readonly CalculationProvenance How = new(
        "scenario_risk", "a test", "workers", "0.1.0", [new("calculation_mode", "scenario_risk"), new("b", "2")],
        new Dictionary<string, double> { ["calculate"] = 1.5 }, ["line 1", "line 2"]);

    /// <summary>A job whose hazard is imported.</summary>
    public static async Task<Guid> ImportedJobAsync(this TestDatabases.Pair db)
    {
        var hazard = await new HazardArchive(db.Icebox).AddAsync(
            SampleHazard.GroundMotion(SampleHazard.Grid(2, 2), 10, seed: 7),
            null);
        var model = await new RiskModelArchive(db.Icebox).AddAsync(
            new Dictionary<string, RiskModelFile> { ["job.ini"] = RiskModelFile.Of(Encoding.UTF8.GetBytes("results")) },
            new RiskModelSummary("scenario_risk", "", 1, ["structural"], ["PGA"], 15, [(10, 40)]), null);
        var area = AreaOfInterest.Parse([9, 39, 11, 41], null);
        var import = await new HazardImporter(db.Icebox, db.Engine).RunAsync(
            new HazardImportRequest(hazard.Id, null, model.Id, area));
        var jobId = Guid.NewGuid();
        await using var engine = db.EngineDb();
        await JobRuns.ImportedAsync(engine, new JobRunRow
        {
            JobId = jobId,
            Attempt = 1,
            ImportId = import.ImportId,
            RiskModelId = model.Id,
            Area = area!.ToGeoJson(),
            Owner = "tests",
        });
        return jobId;
    }

    public static async Task CalculateAsync(this TestDatabases.Pair db, JobAttempt job, RiskResults results)
    {
        await new ResultWriter(db.Engine).WriteAsync(results, job);
        await db.MarkCalculatedAsync(job);
    }

    public static async Task MarkCalculatedAsync(this TestDatabases.Pair db, JobAttempt job)
    {
        await using var engine = db.EngineDb();
        await JobRuns.CompleteAsync(engine, job, How);
    }

    public static async Task ExportAsync(this TestDatabases.Pair db, JobAttempt job)
    {
        await new ResultExporter(db.Icebox, db.Engine).RunAsync(job);
        await db.CompleteAsync(job);
    }

    public static async Task CompleteAsync(this TestDatabases.Pair db, JobAttempt job)
    {
        await using var icebox = db.IceboxDb();
        await using var transaction = await icebox.Database.BeginTransactionAsync();
        await ResultExporter.CompleteAsync(icebox, job);
        await transaction.CommitAsync();
    }
}
