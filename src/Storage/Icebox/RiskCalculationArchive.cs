using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Results;

namespace Workers.Storage.Icebox;

/// <summary>An archived risk calculation: provenance and results.</summary>
public sealed record ArchivedRiskCalculation(RiskCalculationRow Calculation, RiskResults Results);

/// <summary>Risk calculations of the icebox. Incomplete ones do not exist for it.</summary>
public sealed class RiskCalculationArchive([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>All complete risk calculations, newest first.</summary>
    public Task<IReadOnlyList<RiskCalculationRow>> ListAsync(CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>A risk calculation with all its results.</summary>
    /// <exception cref="Risk.Input.InputException">UnknownJob: no results of this job in the archive.</exception>
    public Task<ArchivedRiskCalculation> ReadAsync(Guid jobId, CancellationToken ct = default) => throw new NotImplementedException();
}
