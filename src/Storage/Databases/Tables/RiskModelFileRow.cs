using Microsoft.EntityFrameworkCore;

namespace Workers.Storage.Databases.Tables;

/// <summary>A file of a risk model; in the icebox, and copied to the engine database for the calculator.</summary>
public sealed class RiskModelFileRow
{
    public string ModelId { get; set; } = "";

    /// <summary>Path as job.ini refers to it, with forward slashes.</summary>
    public string Path { get; set; } = "";

    /// <summary>SHA-256 of the content, hex.</summary>
    public string Sha256 { get; set; } = "";
    public byte[] Content { get; set; } = [];
}

internal static class RiskModelTables
{
    public static void MapRiskModelFiles(this ModelBuilder model) =>
        model.Entity<RiskModelFileRow>().ToTable("risk_model_file").HasKey(x => new { x.ModelId, x.Path });
}
