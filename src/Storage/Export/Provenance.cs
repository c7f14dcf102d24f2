using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Runs;

namespace Workers.Storage.Export;

/// <summary>Gathers in the engine database where results come from.</summary>
internal static class Provenance
{
    public static async Task<RiskCalculationRow> OfAsync(
        EngineDb db,
        JobRunRow run,
        int attempt,
        CancellationToken cancel)
    {
        var import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == run.ImportId, cancel);
        var set = await db.Set<ResultSetRow>().AsNoTracking().SingleAsync(
            x => x.JobId == run.JobId && x.Attempt == run.Attempt,
            cancel);
        var how = JsonSerializer.Deserialize<CalculationProvenance>(run.Provenance!)!;
        return new RiskCalculationRow
        {
            Id = run.JobId,
            Attempt = attempt,
            Mode = how.Mode,
            Description = run.Description ?? how.Description,
            HazardCalculationId = import.HazardCalculationId,
            HazardHash = import.HazardHash,
            RiskModelId = run.RiskModelId,
            Area = run.Area,
            // Pairs, not an object: jsonb would lose the order of the file.
            Parameters = JsonSerializer.Serialize(how.Parameters.Select(p => new[] { p.Key, p.Value })),
            Engine = how.Engine,
            EngineVersion = how.EngineVersion,
            InvestigationTime = set.InvestigationTime,
            RiskInvestigationTime = set.RiskInvestigationTime,
            Timings = JsonSerializer.Serialize(how.Timings),
            Warnings = set.Warnings,
            Log = [.. how.Log],
            ImportManifest = import.Manifest!,
            Owner = run.Owner,
        };
    }
}
