using Workers.Kit.Demo;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;

namespace Workers.Kit.Tests.Demo;

public sealed class Demo_input : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demo-").FullName;
    private readonly DemoFiles _files;

    public Demo_input()
    {
        _files = new DemoFiles(_folder);
        _files.Write();
    }

    [Fact]
    public void Its_jobs_are_what_our_readers_accept()
    {
        var classical = RiskJobReader.Read(RiskJobFiles.FromFolder(_files.Classical));
        var scenario = RiskJobReader.Read(RiskJobFiles.FromFolder(_files.Scenario));

        Assert.Equal(("classical_risk", "scenario_risk"), (classical.Parameters.Mode.Name, scenario.Parameters.Mode.Name));
        Assert.Equal(600, classical.Exposure.Assets.Count);
        Assert.Equal(["contents", "occupants", "structural"], scenario.Vulnerability.LossTypes);
    }

    [Fact]
    public void Its_curves_fall_from_frequent_to_rare_shaking()
    {
        var hazard = HazardReader.Read(Path.Combine(_files.Classical, "hazard"));

        var curve = hazard.Poes![0][0].Take(DemoShaking.Levels.Count).ToList();
        Assert.Equal(HazardKind.Curves, hazard.Kind);
        Assert.Equal(curve.OrderDescending(), curve);
        Assert.InRange(curve[0], 0.5, 1);
        Assert.InRange(curve[^1], 0, 0.2);
    }

    [Fact]
    public void Its_ground_motion_is_that_of_a_strong_earthquake_nearby()
    {
        var hazard = HazardReader.Read(Path.Combine(_files.Scenario, "hazard"));

        var pga = hazard.GroundMotion!.Values(0, 0).ToArray();
        Assert.Equal(DemoShaking.Events, pga.Length);
        Assert.InRange(pga.Average(), 0.02, 0.6);
    }

    [Fact]
    public void The_drawn_area_holds_a_part_of_the_town()
    {
        var area = AreaReader.Read(_files.Area);

        var inside = new DemoTown().Buildings.Count(b => area.Contains(b.Lon, b.Lat));
        Assert.InRange(inside, 200, 500);
    }

    [Fact]
    public void The_same_seed_gives_the_same_files()
    {
        using var again = new Demo_input();

        foreach (var file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(file.Replace(_folder, again._folder)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
