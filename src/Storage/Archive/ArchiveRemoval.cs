using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Errors;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;

namespace Workers.Storage.Archive;

/// <summary>
/// Takes hazard calculations and risk models out of the icebox, whole or not at all, unless results refer to them.
/// </summary>
public sealed class ArchiveRemoval([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>Removes a hazard calculation with all its values.</summary>
    /// <exception cref="InputException">UnknownHazard; StillNeeded: there are results of it.</exception>
    public async Task RemoveHazardAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // What belongs to it goes with it, by the keys of the tables.
        if (await db.HazardCalculations.Where(h => h.Id == id && h.Complete).ExecuteDeleteAsync(cancel) == 0)
            throw RequestErrors.UnknownHazard(id);
        var jobs = await JobsOfAsync(db.RiskCalculations.Where(c => c.HazardCalculationId == id), cancel);
        if (jobs.Count > 0) throw RequestErrors.HazardStillNeeded(id, jobs);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Removes a risk model with its files.</summary>
    /// <exception cref="InputException">UnknownRiskModel; StillNeeded: there are results of it.</exception>
    public async Task RemoveRiskModelAsync(string id, CancellationToken cancel = default)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.RiskModels.Where(m => m.Id == id).ExecuteDeleteAsync(cancel) == 0)
            throw RequestErrors.UnknownRiskModel(id);
        var jobs = await JobsOfAsync(db.RiskCalculations.Where(c => c.RiskModelId == id), cancel);
        if (jobs.Count > 0) throw RequestErrors.RiskModelStillNeeded(id, jobs);
        await transaction.CommitAsync(cancel);
    }

    private static Task<List<Guid>> JobsOfAsync(IQueryable<RiskCalculationRow> results, CancellationToken cancel) =>
        results.Select(c => c.Id).Distinct().Order().ToListAsync(cancel);

    private IceboxDb Open() => new(Database.Options<IceboxDb>(Database.Icebox, icebox));
}
