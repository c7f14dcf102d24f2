using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Saga;

/// <summary>The jobs database with the saga as its job row, and the timeline written along with it.</summary>
public sealed class CoordinatorDb(DbContextOptions<CoordinatorDb> options) : JobsDb(options)
{
    public override IQueryable<RiskJobRow> Jobs => Set<RiskJobState>();

    protected override void MapJob(ModelBuilder model)
    {
        var job = model.Entity<RiskJobState>();
        MapJob(job);
        // Only for the length of a message.
        job.Ignore(x => x.JobError);
        job.Ignore(x => x.Refusal);
        job.HasMany(x => x.Timeline).WithOne().HasForeignKey(x => x.JobId);
    }
}
