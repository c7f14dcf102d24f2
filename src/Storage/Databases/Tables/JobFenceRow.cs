using Microsoft.EntityFrameworkCore;

namespace Workers.Storage.Databases.Tables;

/// <summary>Which attempt of a job may still write into this database.</summary>
public sealed class JobFenceRow
{
    public Guid JobId { get; set; }

    /// <summary>The only attempt whose work is accepted.</summary>
    public int Attempt { get; set; }

    /// <summary>Not even that one: the job was cancelled at this attempt.</summary>
    public bool Cancelled { get; set; }
}

internal static class FenceTable
{
    public static void MapFence(this ModelBuilder model) =>
        model.Entity<JobFenceRow>(fence =>
        {
            fence.ToTable("job_fence", MessageTables.Schema);
            fence.HasKey(x => x.JobId);
            fence.Property(x => x.JobId).ValueGeneratedNever();
        });
}
