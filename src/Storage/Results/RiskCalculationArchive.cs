using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Errors;
using Workers.Risk.Results;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;

namespace Workers.Storage.Results;

/// <summary>An archived risk calculation: provenance and results.</summary>
public sealed record ArchivedRiskCalculation(RiskCalculationRow Calculation, RiskResults Results);

/// <summary>Risk calculations of the icebox. Incomplete ones do not exist for it.</summary>
public sealed class RiskCalculationArchive([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>All complete risk calculations, newest first.</summary>
    public async Task<IReadOnlyList<RiskCalculationRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = Open();
        return await db.RiskCalculations.AsNoTracking()
            .Where(c => c.Complete)
            .OrderByDescending(c => c.CreatedAt)
            .ToListAsync(cancel);
    }

    /// <summary>A risk calculation with all its results.</summary>
    /// <exception cref="InputException">UnknownJob: no results of this job in the archive.</exception>
    public async Task<ArchivedRiskCalculation> ReadAsync(Guid jobId, CancellationToken cancel = default)
    {
        await using var db = Open();
        // One snapshot: a later attempt that completes while we read must not take the rows away between two queries.
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var calculation = await db.RiskCalculations.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == jobId && c.Complete, cancel)
            ?? throw RequestErrors.NoResults(jobId);
        var results = await new ResultReader(db, new(jobId, calculation.Attempt)).ReadAsync(cancel);
        return new ArchivedRiskCalculation(calculation, results);
    }

    private IceboxDb Open() => new(Database.Options<IceboxDb>(Database.Icebox, icebox));
}
