using System.Text;
using Workers.Risk.Hazard;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Hazard;
using Workers.Storage.Import;
using Workers.Storage.RiskModels;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;
using Workers.Storage.Tests.Import;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class Sites_that_are_imported(TestDatabases databases)
{
    private const double DistanceKm = 15;

    [SkippableTheory]
    [InlineData(10, 40)]
    [InlineData(179.2, -18)]         // across the antimeridian
    [InlineData(10, 88.7)]           // next to the pole, where a degree of longitude is a stone's throw
    public async Task Exactly_the_sites_in_the_area_and_those_near_its_edge_are_imported(double west, double south)
    {
        var sites = SampleHazard.Grid(20, 12, west, south);
        var box = (West: west + 0.45, South: south + 0.33, East: west + 1.21, North: south + 0.81);
        var area = AreaOfInterest.Parse(
            [box.West, box.South, box.East > 180 ? box.East - 360 : box.East, box.North],
            null)!;

        var imported = await Import(sites, area, [(0, 0)]);

        var expected = Enumerable.Range(0, sites.Count).Where(
            i => DistanceToBox(sites.Lons[i], sites.Lats[i], box) <= DistanceKm).Select(i => sites.Ids[i]);
        Assert.Equal(expected, imported.Sites.Ids);
        Assert.InRange(imported.Sites.Count, 30, sites.Count - 1);
    }

    [SkippableTheory]
    [InlineData(30, 10, 1)]
    [InlineData(179.2, -18, 1)]
    [InlineData(30, 10, 40)]
    [InlineData(179.2, -18, 40)]
    public async Task Without_an_area_exactly_the_sites_near_assets_are_imported(
        double west,
        double south,
        int assetsPerPlace)
    {
        var sites = SampleHazard.Grid(20, 12, west, south);
        (double Lon, double Lat)[] places =
        [
            (west + 0.31, south + 0.27),
            (west + 0.9, south + 0.9),
            (west + 0.9, south + 0.9),
            (-60, 60),
        ];
        (double Lon, double Lat)[] assets =
        [
            .. places.SelectMany(
                p => Enumerable.Range(0, assetsPerPlace).Select(i => (Math.Round(p.Lon + (i * 1e-4), 5), p.Lat))),
        ];

        var imported = await Import(sites, null, assets);

        var expected = Enumerable.Range(0, sites.Count)
            .Where(
                i => assets.Any(
                    a => Distance(a.Lon, a.Lat, sites.Lons[i], sites.Lats[i]) <= DistanceKm)).Select(i => sites.Ids[i]);
        Assert.Equal(expected, imported.Sites.Ids);
        Assert.NotEmpty(imported.Sites.Ids);
    }

    [SkippableFact]
    public async Task A_hole_keeps_only_the_sites_near_its_rim()
    {
        var sites = SampleHazard.Grid(20, 20, 50, 0);
        var area = AreaOfInterest.FromGeoJson(
            """
            {"type":"Polygon","coordinates":[
                [[50.02,0.02],[51.88,0.02],[51.88,1.88],[50.02,1.88],[50.02,0.02]],
                [[50.33,0.33],[50.33,1.57],[51.57,1.57],[51.57,0.33],[50.33,0.33]]]}
            """)!;

        var imported = await Import(sites, area, [(0, 0)]);

        Assert.DoesNotContain(sites.Ids[(9 * 20) + 9], imported.Sites.Ids);      // 50.9, 0.9: the middle
        Assert.Contains(sites.Ids[(9 * 20) + 4], imported.Sites.Ids);            // 50.4, 0.9: 8 km from the rim
        Assert.Contains(sites.Ids[0], imported.Sites.Ids);
    }

    private async Task<HazardCurves> Import(SiteCollection sites, AreaOfInterest? area, (double, double)[] assets)
    {
        var db = await databases.OpenAsync();
        var hazard = await new HazardArchive(db.Icebox).AddAsync(SampleHazard.Curves(sites), null);
        var ini = RiskModelFile.Of(Encoding.UTF8.GetBytes(string.Join(' ', assets)));
        var files = new Dictionary<string, RiskModelFile> { ["job.ini"] = ini };
        var model = await new RiskModelArchive(db.Icebox).AddAsync(
            files, new RiskModelSummary("classical_risk", "", 1, ["structural"], ["PGA"], DistanceKm, assets), null);
        var import = await new HazardImporter(db.Icebox, db.Engine).RunAsync(
            new HazardImportRequest(hazard.Id, ["mean"], model.Id, area));
        await using var engine = db.EngineDb();
        await JobRuns.ImportedAsync(
            engine,
            new JobRunRow { JobId = Guid.NewGuid(), Attempt = 1, ImportId = import.ImportId, RiskModelId = model.Id });
        return await new ImportReader(db.Engine).ReadCurvesAsync(import.ImportId);
    }

    private static double DistanceToBox(
        double lon,
        double lat,
        (double West, double South, double East, double North) box)
    {
        lon = lon < box.West - 180 ? lon + 360 : lon;
        if (lon >= box.West && lon <= box.East && lat >= box.South && lat <= box.North)
            return 0;
        const int Steps = 4_000;
        return Enumerable.Range(0, Steps + 1).Select(i => i / (double)Steps).Min(t => Math.Min(
            Math.Min(
                Distance(lon, lat, box.West + (t * (box.East - box.West)), box.South),
                Distance(lon, lat, box.West + (t * (box.East - box.West)), box.North)),
            Math.Min(
                Distance(lon, lat, box.West, box.South + (t * (box.North - box.South))),
                Distance(lon, lat, box.East, box.South + (t * (box.North - box.South))))));
    }

    /// <summary>Chord through a sphere of 6371 km, as the engine measures.</summary>
    private static double Distance(double lon1, double lat1, double lon2, double lat2)
    {
        var (x1, y1, z1) = Cartesian(lon1, lat1);
        var (x2, y2, z2) = Cartesian(lon2, lat2);
        return 6371 * Math.Sqrt(Math.Pow(x1 - x2, 2) + Math.Pow(y1 - y2, 2) + Math.Pow(z1 - z2, 2));
    }

    private static (double X, double Y, double Z) Cartesian(double lon, double lat)
    {
        var (λ, φ) = (lon * Math.PI / 180, lat * Math.PI / 180);
        return (Math.Cos(φ) * Math.Cos(λ), Math.Cos(φ) * Math.Sin(λ), Math.Sin(φ));
    }
}
