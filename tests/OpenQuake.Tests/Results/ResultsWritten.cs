using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Tests.Results;

/// <summary>Results of two assets, written into a folder of the test's own.</summary>
public abstract class ResultsWritten : IDisposable
{
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("results").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task WriteAsync(params RiskOutput[] outputs) => WriteAsync(null, outputs);

    private protected Task WriteAsync(EventSet? events, params RiskOutput[] outputs)
    {
        var parameters = new RiskParameters { Mode = RiskModes.Named("event_based_risk"), TimeEvent = "night" };
        return EngineCsv.WriteAsync(Results(events, outputs), parameters, Folder);
    }

    private protected static RiskResults Results(EventSet? events, params RiskOutput[] outputs) => new(
        [
            new("b", "=1+1", ["7", "x,\"y\""], 0.1f, -45.5f, 0, 1, [10]),
            new("a", "W/H:2", ["?", "-7"], 12, 45, 1, 2, [20]),
        ],
        ["zone", "district"],
        ["structural"],
        [new(0, 0.7, "A~A"), new(1, 0.3)],
        [new(["district"], ["-7"])],
        outputs,
        50,
        null,
        [])
    {
        Events = events,
    };

    /// <summary>Lines of a file without its comment.</summary>
    private protected string[] Lines(string name) => Read(name).Split('\n')[1..^1];

    private protected string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private protected static ResultOrigin Origin(RiskParameters parameters) => new()
    {
        Job = Guid.Empty,
        Hazard = Guid.Empty,
        Model = "m",
        Date = new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.Zero),
        EffectiveTime = 2000,
        Outline = new RiskJobOutline(
            parameters, ["light", "severe"], [new CostType("structural", CostBasis.Aggregated, "EUR")]),
    };
}
