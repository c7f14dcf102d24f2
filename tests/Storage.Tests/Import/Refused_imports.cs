using Workers.Errors;
using Workers.Storage.Import;
using Workers.Storage.Spatial;

namespace Workers.Storage.Tests.Import;

[Collection(TestDatabases.Collection)]
public sealed class Refused_imports(TestDatabases databases)
{
    [SkippableTheory]
    [InlineData(ErrorCode.ImtMissing, "classical_risk", "SA(9.9)", null, 10)]
    [InlineData(ErrorCode.UnknownHazardOutput, "classical_risk", "PGA", "quantile-0.9", 10)]
    [InlineData(ErrorCode.HazardKindUnusable, "scenario_risk", "PGA", null, 10)]
    [InlineData(ErrorCode.NoSiteInArea, "classical_risk", "PGA", null, 12)]
    public async Task What_does_not_fit_is_refused_with_its_number(
        ErrorCode code,
        string mode,
        string imt,
        string? output,
        double west)
    {
        var db = await databases.OpenAsync();
        var area = AreaOfInterest.Parse([west, 40, west + 1, 41], null);
        var request = await Imports.ArchiveAsync(
            db,
            SampleHazard.Curves(SampleHazard.Grid(3, 3)),
            mode,
            area,
            output is null ? null : [output],
            [imt]);

        var error = await Assert.ThrowsAsync<InputException>(
            () => new HazardImporter(db.Icebox, db.Engine).RunAsync(request));

        Assert.Equal(code, error.Error.Code);
        Assert.NotNull(error.Error.Expected);
    }

    [SkippableFact]
    public async Task What_is_not_in_the_icebox_is_refused_with_its_number()
    {
        var db = await databases.OpenAsync();
        var request = await Imports.ArchiveAsync(
            db,
            SampleHazard.Curves(SampleHazard.Grid(3, 3)),
            "classical_risk",
            Imports.Everywhere);
        var import = new HazardImporter(db.Icebox, db.Engine);

        var hazard = await Assert.ThrowsAsync<InputException>(
            () => import.RunAsync(request with { HazardCalculationId = Guid.NewGuid() }));
        var model = await Assert.ThrowsAsync<InputException>(
            () => import.RunAsync(request with { RiskModelId = "'; DROP TABLE" }));

        Assert.Equal((ErrorCode.UnknownHazard, ErrorCode.UnknownRiskModel), (hazard.Error.Code, model.Error.Code));
    }

    [SkippableTheory]
    [InlineData(null, "assets at (10 40) 255.5 km")]
    [InlineData(9.5, "assets at (10 40) 255.5 km")]
    [InlineData(-20.0, "there are no assets in the area either")]
    public async Task Where_no_site_is_near_the_error_says_how_far_the_assets_are(double? west, string where)
    {
        var db = await databases.OpenAsync();
        var area = west is { } w ? AreaOfInterest.Parse([w, 39.5, w + 1, 40.5], null) : null;
        var request = await Imports.ArchiveAsync(
            db,
            SampleHazard.Curves(SampleHazard.Grid(3, 3, west: 13), seed: Imports.NextSeed()),
            "classical_risk",
            area);

        var error = await Assert.ThrowsAsync<InputException>(
            () => new HazardImporter(db.Icebox, db.Engine).RunAsync(request));

        Assert.Equal(ErrorCode.NoSiteInArea, error.Error.Code);
        Assert.Contains(where, error.Error.Where, StringComparison.Ordinal);
    }
}
