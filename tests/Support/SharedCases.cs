namespace Workers.Support;

/// <summary>
/// Finds the engine's cases beside the checkout; tests that need them skip with a reason where they are absent.
/// </summary>
public static class SharedCases
{
    /// <summary>Root of the checkout (the folder of Workers.sln).</summary>
    public static string Root { get; } = FindRoot();

    private static string Folder { get; } =
        Environment.GetEnvironmentVariable("WORKERS_CASES") ?? Path.Combine(Root, "..", "shared", "openquake", "cases");

    public static bool Present => Directory.Exists(Folder);

    /// <summary>Folder of a case, e.g. <c>scenario_risk_case_1</c> or <c>own/scenario_risk_basic</c>.</summary>
    public static string Case(string name)
    {
        Xunit.Skip.IfNot(Present, $"the engine's cases are not beside the checkout ({Folder})");
        return Path.GetFullPath(Path.Combine(Folder, name));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workers.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Workers.sln not found above the tests");
        return folder;
    }
}
