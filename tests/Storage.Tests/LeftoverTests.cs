using System.Text;
using Workers.Storage.Icebox;
using Workers.Storage.Transfer;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class LeftoverTests(TestDatabases databases)
{
    [SkippableFact]
    public async Task Exports_that_were_not_completed_are_listed_until_they_are()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        await db.CalculateAsync(jobId, 1, new([], [], [], [], [], [], null, null, []));
        var transferred = await new ResultTransfer(db.Icebox, db.Engine).RunAsync(jobId, 1);
        var leftovers = new Leftovers(db.Icebox, db.Engine);

        var left = Assert.Single(await leftovers.ListAsync(TimeSpan.Zero), x => x.Id == jobId);
        Assert.Equal((LeftoverKind.Export, 1, transferred.Rows), (left.Kind, left.Attempt, left.Rows));
        Assert.DoesNotContain(await leftovers.ListAsync(TimeSpan.FromDays(1)), x => x.Id == jobId);

        await db.CompleteAsync(jobId, 1);
        Assert.DoesNotContain(await leftovers.ListAsync(TimeSpan.Zero), x => x.Id == jobId);
    }

    [SkippableTheory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Imports_that_were_not_completed_are_listed_when_their_lease_has_run_out(int leaseDays, bool listed)
    {
        var db = await databases.OpenAsync();
        var hazard = await new HazardArchive(db.Icebox).AddAsync(SampleHazard.Curves(SampleHazard.Grid(2, 2), seed: 900 + leaseDays), null);
        var model = await new RiskModelArchive(db.Icebox).AddAsync(new Dictionary<string, byte[]> { ["job.ini"] = Encoding.UTF8.GetBytes("left over") },
            new RiskModelSummary("classical_risk", "", 1, ["structural"], ["PGA"], 15, [(10, 40)]), null);
        var import = await new HazardImport(db.Icebox, db.Engine) { Lease = TimeSpan.FromDays(leaseDays) }
            .RunAsync(new HazardImportRequest(hazard.Id, ["mean"], model.Id, null));

        var left = (await new Leftovers(db.Icebox, db.Engine).ListAsync(TimeSpan.Zero)).Where(x => x.Id == import.ImportId);

        Assert.Equal(listed ? [(LeftoverKind.Import, default(int?), (long)import.Sites)] : [], left.Select(x => (x.Kind, x.Attempt, x.Rows)));
    }
}
