using System.Reflection;
using Workers.OpenQuake.Text;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>What all CSV files of results share: the results, where they go, and what their first line says.</summary>
/// <param name="Results">The results.</param>
/// <param name="Parameters">Parameters of the job.</param>
/// <param name="Folder">Where the files go.</param>
internal sealed record ResultCsvContext(RiskResults Results, RiskParameters Parameters, string Folder)
{
    private static readonly string Version = typeof(ResultCsvContext).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        // Without the commit, so that files of one version are the same byte for byte.
        .InformationalVersion.Split('+')[0];

    /// <summary>The engine's tables of totals, whose names have room for tags.</summary>
    private static readonly string[] Totals = ["aggrisk", "aggrisk-stats", "aggcurves", "aggcurves-stats"];

    /// <summary>Calculation id in the names of files, as the engine has it; null for names without.</summary>
    public string? Calculation { get; init; }

    /// <summary>Where a file goes.</summary>
    public string PathOf(string name)
    {
        if (Calculation is null)
            return Path.Combine(Folder, name);
        var stem = Path.GetFileNameWithoutExtension(name);
        return Path.Combine(Folder, $"{stem}{(Totals.Contains(stem) ? "-" : "")}_{Calculation}.csv");
    }

    /// <summary>Where the results come from; null if it is not known.</summary>
    public ResultOrigin? Origin { get; init; }

    /// <summary>Who made it, when, and of what.</summary>
    public string Comment => CommentWith();

    /// <summary>The same and the years that hazard and results refer to.</summary>
    public string CommentWithTimes => CommentWith($"investigation_time={HazardYears}", RiskTime);

    /// <summary>The same, the realization or statistic, and the years that results refer to.</summary>
    public string CommentWithKind(string kind) => CommentWith($"kind='{kind}'", RiskTime);

    /// <summary>What the engine says of loss curves by return period.</summary>
    public string CommentOfCurves()
    {
        var states = string.Join(' ', Origin?.Outline?.LimitStates ?? []);
        return CommentWith(
            $"risk_investigation_time={PythonNumber.Repr(Results.RiskInvestigationTime ?? Results.InvestigationTime)}",
            $"num_events={Results.Events?.Count ?? 0}",
            $"effective_time={PythonNumber.Repr(Origin?.EffectiveTime)}",
            $"limit_states='{states}'");
    }

    /// <summary>The engine writes no times into most files of scenarios.</summary>
    public string CommentWithTimesUnlessScenario => IsScenario ? Comment : CommentWithTimes;

    public bool IsScenario => Parameters.Mode.Hazard == ModeHazard.Scenario;

    /// <summary>The engine's fields stand where the engine has them, ours at the end.</summary>
    private string CommentWith(params string[] fields)
    {
        List<string> all = [$"generated_by='Workers {Version}'"];
        if (Origin is null) return string.Join(", ", all.Concat(fields));
        all.Add($"start_date='{Origin.Date.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}'");
        all.AddRange(fields);
        all.Add($"job='{Origin.Job}'");
        all.Add($"hazard='{Origin.Hazard}'");
        all.Add($"model='{Origin.Model}'");
        return string.Join(", ", all);
    }

    private string HazardYears => PythonNumber.Repr(Results.InvestigationTime);

    private string RiskTime => $"risk_investigation_time={PythonNumber.Repr(Results.RiskInvestigationTime)}";

    /// <summary>The engine's name of a realization or statistic: <c>rlz-000</c>, <c>mean</c>.</summary>
    public static string Kind(int? realization, string? statistic) => statistic ?? $"rlz-{realization ?? 0:D3}";

    /// <summary>The engine's name of the realization or statistic of an output.</summary>
    public static string Kind(AssetValues output) => Kind(output.Realization, output.Statistic);
}
