using System.Reflection;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>What all result files share: the results, where they go, and what their first line says.</summary>
internal sealed record ResultFile(RiskResults Results, RiskParameters Parameters, string Folder)
{
    private static readonly string Version = typeof(ResultFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    private static string GeneratedBy => $"generated_by='Workers {Version}'";

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Who made it.</summary>
    public static string Comment => GeneratedBy;

    /// <summary>Who made it, and the years that hazard and results refer to.</summary>
    public string CommentWithTimes => $"{GeneratedBy}, investigation_time={PythonNumber.Repr(Results.InvestigationTime)}, risk_investigation_time={PythonNumber.Repr(Results.RiskInvestigationTime)}";

    /// <summary>Who made it, the realization or statistic, and the years that results refer to.</summary>
    public string CommentWithKind(string kind) => $"{GeneratedBy}, kind='{kind}', risk_investigation_time={PythonNumber.Repr(Results.RiskInvestigationTime)}";

    public bool IsScenario => Parameters.Mode.Hazard == ModeHazard.Scenario;

    /// <summary>The engine's name of a realization or statistic: <c>rlz-000</c>, <c>mean</c>.</summary>
    public static string Kind(int? realization, string? statistic) => statistic ?? $"rlz-{realization ?? 0:D3}";
}
