using Workers.Risk.Job;
using Workers.Risk.Hazard;
using Workers.Support;
using Workers.Support.Answers;

namespace Workers.OpenQuake.Tests;

/// <summary>The engine's cases, each a folder with <c>inputs</c> and <c>expected</c>.</summary>
internal static class EngineCases
{
    /// <summary>
    /// Names of all cases that the engine has answered; those to be refused (<c>own/refused</c>, <c>own/xx*</c>) are
    /// not among them.
    /// </summary>
    public static IReadOnlyList<string> All() => SharedCases.All();

    public static string Inputs(string name) => EngineCase.Shared(name).Inputs;

    public static RiskJob Read(string name) => RiskJobReader.Read(EngineCase.Shared(name).Files());

    public static ArchivableHazard ReadHazard(string name) => HazardReader.Read(Path.Combine(Inputs(name), "hazard"));
}
